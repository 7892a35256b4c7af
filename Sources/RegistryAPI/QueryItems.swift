/// The parameters of a URL's query, in their order.
public struct QueryItems: Hashable, Sendable, ExpressibleByDictionaryLiteral, CustomStringConvertible {
  private var items: [Item]

  private struct Item: Hashable {
    var name: String
    var value: String
  }

  public init(dictionaryLiteral items: (String, String)...) {
    self.items = items.map { Item(name: $0.0, value: $0.1) }
  }

  /// Reads what follows the question mark. A parameter without `=` has an empty value; what cannot be decoded stands
  /// for itself.
  public init(parsing query: some StringProtocol) {
    items = query.split(separator: "&").map { pair in
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map { part in
        PercentEncoding.decoded(part, plusIsSpace: true) ?? String(part)
      }
      return Item(name: parts[0], value: parts.count > 1 ? parts[1] : "")
    }
  }

  /// The value of the first parameter of that name. Setting replaces all of the name, and nil removes them.
  public subscript(name: String) -> String? {
    get { items.first { $0.name == name }?.value }
    set {
      items.removeAll { $0.name == name }
      if let newValue { items.append(Item(name: name, value: newValue)) }
    }
  }

  /// The values of all parameters of that name, in order.
  public func values(of name: String) -> [String] { items.filter { $0.name == name }.map(\.value) }

  /// Adds a parameter behind the others, also if there is one of that name.
  public mutating func append(_ name: String, _ value: String) {
    items.append(Item(name: name, value: value))
  }

  /// True if there are no parameters.
  public var isEmpty: Bool { items.isEmpty }

  /// The query as it is sent, without the question mark.
  public var description: String {
    items.map { "\(PercentEncoding.encoded($0.name))=\(PercentEncoding.encoded($0.value))" }.joined(separator: "&")
  }
}
