import SchemaCore

extension SlotDecoder {
  /// The refusal of a type that the value is not of.
  @inline(never) func mismatch(_ type: Any.Type) -> DecodingError {
    let found = foundTypeName
    if isNull { return .valueNotFound(type, context("expected a value to read as \(type), found null")) }
    return .typeMismatch(type, context("the Avro type \(found) cannot be read as \(type)"))
  }

  /// The refusal of a number.
  @inline(never) func unrepresentable(_ type: Any.Type) -> DecodingError {
    let slot = slot(content.slot)
    let number =
      switch node(content.node).pointee.kind {
      case .double: "\(slot.double)"
      case .float: "\(slot.float)"
      default: "\(slot.int64)"
      }
    return .dataCorrupted(context("\(number) is not representable as \(type)"))
  }

  /// The refusal of a decoder or container that was kept beyond its record.
  static var outlived: DecodingError {
    let message = "a decoder or container is used after its record was decoded"
    return .dataCorrupted(DecodingError.Context(codingPath: [], debugDescription: message))
  }

  @inline(never) func dataCorrupted(_ message: String) -> DecodingError { .dataCorrupted(context(message)) }

  @inline(never) func dataCorrupted(_ error: CodecError) -> DecodingError {
    .dataCorrupted(
      DecodingError.Context(codingPath: codingPath, debugDescription: error.message, underlyingError: error))
  }

  func context(_ message: String) -> DecodingError.Context {
    DecodingError.Context(codingPath: codingPath, debugDescription: message)
  }

  /// The type of the value, which is in a union the one of its branch.
  private var foundTypeName: String {
    let name = session.layout.typeName(of: content.node)
    return node(place.node).pointee.kind == .union ? "\(name) (in a union)" : name
  }
}
