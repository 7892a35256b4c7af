import SchemaCore

extension AvroFormat {
  /// The names that a schema's text gives and uses, told without the schemas that define the others.
  public struct TextNames: Hashable, Sendable {
    /// The full name of the type that the text is about; nil if it is none with a name.
    public fileprivate(set) var defined: String?
    /// The types that are used and not defined here, in the order of the text, each with the full names that it may have:
    /// within its namespace, and outside of all.
    public fileprivate(set) var used: [[String]] = []
  }

  /// The names in a text; none of one that is no JSON.
  public static func names(in text: String) -> TextNames {
    guard let value = try? JSONParser.parse(text, options: JSONParser.Options(allowsComments: true)) else {
      return TextNames()
    }
    var scan = NameScan()
    scan.visit(value)
    var names = TextNames()
    if let type = value.object?["type"]?.string, NameScan.definitions.contains(type) {
      names.defined = scan.defined.first
    }
    let defined = Set(scan.defined)
    var seen: Set<[String]> = []
    names.used = scan.used.filter { candidates in
      !candidates.contains(where: defined.contains) && seen.insert(candidates).inserted
    }
    return names
  }
}

/// A walk through all places of a schema where a type stands.
private struct NameScan {
  /// The types that have names.
  static let definitions: Set<String> = ["record", "error", "enum", "fixed"]

  private(set) var defined: [String] = []
  private(set) var used: [[String]] = []
  /// What is still to be visited, last first: texts may be deep, and stacks are small.
  private var waiting: [(value: JSONValue, namespace: String)] = []

  mutating func visit(_ root: JSONValue) {
    waiting = [(root, "")]
    while let (value, namespace) = waiting.popLast() {
      switch value {
      case .string(let name): use(name, in: namespace)
      case .array(let branches): waiting += branches.reversed().map { ($0, namespace) }
      case .object(let object): declare(object, in: namespace)
      default: break
      }
    }
  }

  private mutating func use(_ text: String, in namespace: String) {
    if AvroType(primitive: text) != nil { return }
    let name = AvroName(text, within: namespace).fullName
    used.append(name == text ? [name] : [name, text])
  }

  private mutating func declare(_ object: JSONObject, in namespace: String) {
    guard let type = object["type"] else { return }
    guard case .string(let keyword) = type else { return waiting.append((type, namespace)) }
    switch keyword {
    case "array": if let items = object["items"] { waiting.append((items, namespace)) }
    case "map": if let values = object["values"] { waiting.append((values, namespace)) }
    case let keyword where Self.definitions.contains(keyword):
      guard let text = object["name"]?.string else { return }
      let name = AvroName(text, within: object["namespace"]?.string ?? namespace)
      defined.append(name.fullName)
      let fields = (object["fields"]?.array ?? []).compactMap { $0.object?["type"] }
      waiting += fields.reversed().map { ($0, name.namespace) }
    default: use(keyword, in: namespace)
    }
  }
}
