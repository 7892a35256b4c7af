/// Is told what a JSON text holds, in its order.
protocol JSONVisitor {
  /// An array or an object begins; what is told until `close` is in it.
  mutating func open(_ kind: JSONContainerKind, at offset: Int)
  /// The name of the member whose value comes next.
  mutating func name(_ name: String)
  /// Anything but an array or an object.
  mutating func scalar(_ value: JSONValue, at offset: Int)
  mutating func close()
}

/// What holds other values.
enum JSONContainerKind {
  case array, object
}
