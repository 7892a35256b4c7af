import Protobuf
import SchemaCore

/// Holds encoded messages against the schema that they are said to be of.
struct SchemaFields: Sendable {
  private let program: ProtobufProgram

  init(_ program: ProtobufProgram) {
    self.program = program
  }

  /// Reads a message by the schema.
  ///
  /// - Throws: `CodecError` if it has a field that the schema does not have, or has with another type.
  func check(_ bytes: [UInt8]) throws(CodecError) {
    guard let unknown = try program.firstUnknownField(in: bytes) else { return }
    throw CodecError(
      .mismatch,
      "\(unknown.message) has no field \(unknown.number) of this type in the schema: was the message generated from "
        + "another version of the file?", path: unknown.path)
  }
}
