/// Makes a value of what a text holds.
struct JSONValueBuilder: JSONVisitor {
  /// The value, when all of it was told.
  private(set) var value = JSONValue.null
  private var containers: [Container] = []

  /// An array or an object that was not told to its end.
  private struct Container {
    var kind: JSONContainerKind
    var elements: [JSONValue] = []
    /// The last has no value yet.
    var members: [JSONObject.Member] = []
  }

  mutating func open(_ kind: JSONContainerKind, at offset: Int) { containers.append(Container(kind: kind)) }

  mutating func name(_ name: String, in range: Range<Int>) {
    containers[containers.count - 1].members.append(JSONObject.Member(key: name, value: .null))
  }

  mutating func scalar(_ value: JSONValue, in range: Range<Int>) { add(value) }

  mutating func close(at offset: Int) {
    let container = containers.removeLast()
    add(container.kind == .array ? .array(container.elements) : .object(JSONObject(container.members)))
  }

  private mutating func add(_ value: JSONValue) {
    let last = containers.count - 1
    if last < 0 {
      self.value = value
    } else if containers[last].kind == .array {
      containers[last].elements.append(value)
    } else {
      containers[last].members[containers[last].members.count - 1].value = value
    }
  }
}
