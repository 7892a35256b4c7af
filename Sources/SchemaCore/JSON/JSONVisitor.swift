/// Is told what a JSON text holds, in its order.
protocol JSONVisitor {
  /// An array or an object begins; what is told until `close` is in it.
  mutating func open(_ kind: JSONContainerKind, at offset: Int)
  /// The name of the member whose value comes next, and where it stands with its quotes.
  mutating func name(_ name: String, in range: Range<Int>)
  /// Anything but an array or an object.
  mutating func scalar(_ value: JSONValue, in range: Range<Int>)
  /// The innermost array or object ends in front of an offset.
  mutating func close(at offset: Int)
}

/// What holds other values.
enum JSONContainerKind {
  case array, object
}
