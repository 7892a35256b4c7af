/// The messages and enums declared directly in a file or message, by name. Of two with one name the last counts.
struct ScopeTypes {
  /// Message indexes count messages alone, those of groups not.
  private(set) var messages = NamedList<(index: Int, message: MessageSyntax)>()
  private(set) var enums = NamedList<EnumSyntax>()

  init(_ messages: [MessageSyntax], _ enums: [EnumSyntax]) {
    for (index, message) in messages.enumerated() { self.messages.set((index, message), named: message.name.text) }
    for enumeration in enums { self.enums.set(enumeration, named: enumeration.name.text) }
  }
}

/// Elements by name, in the order in which the names came.
struct NamedList<Element> {
  private(set) var names: [String] = []
  private var elements: [String: Element] = [:]

  var count: Int { names.count }

  subscript(name: String) -> Element? { elements[name] }

  /// Of two elements with one name the last counts, in the place of the first.
  mutating func set(_ element: Element, named name: String) {
    if elements.updateValue(element, forKey: name) == nil { names.append(name) }
  }

  /// The names of this list, then those that only the other one has.
  func keys(and other: NamedList) -> [String] { names + other.names.filter { elements[$0] == nil } }
}

extension Collection where Element == Int64 {
  /// The numbers of both collections, ascending, each once.
  func sorted(mergedWith other: Self) -> [Int64] { Set(self).union(other).sorted() }
}

extension EnumSyntax {
  /// The names by number; of aliases the last counts.
  var namesByNumber: [Int64: String] {
    var names: [Int64: String] = [:]
    for value in values { names[value.number.value] = value.name.text }
    return names
  }
}
