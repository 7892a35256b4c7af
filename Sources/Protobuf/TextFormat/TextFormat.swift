public import SchemaCore

/// A message type compiled for showing its messages in the text format: a form for people, in which nothing is left out
/// (Protobuf text format language specification).
///
/// Fields stand in the order of their numbers under the schema's names, unknown ones behind them under their numbers.
public final class TextFormat: Sendable {
  /// How the text is laid out.
  public enum Style: Hashable, Sendable {
    /// A line for each field, those of messages indented.
    case lines
    /// All in one line.
    case singleLine
  }

  /// The type, compiled.
  public let program: ProtobufProgram
  private let files: FileSet

  /// Compiles the message type with this full name. Messages of type `google.protobuf.Any` may hold all types of the
  /// files.
  ///
  /// - Throws: `SchemaError` as `ProtobufProgram.init`.
  public init(
    _ files: FileSet, message name: String, limits: MessageLimits = MessageLimits()
  ) throws(SchemaError) {
    program = try ProtobufProgram(files, message: name, limits: limits)
    self.files = files
  }

  /// The message in the arena as text. The last line has no line break.
  ///
  /// - Throws: `CodecError` if the arena holds no message of this type, or one whose text would be very long.
  public func text(of arena: borrowing MessageArena, style: Style = .lines) throws(CodecError) -> String {
    guard arena.owner == program.identifier else {
      throw CodecError(.mismatch, "the arena holds no message of type \(program.root.name)")
    }
    var writer = TextFormatWriter(
      files, limits: program.limits, style: style, maximumCount: max(1 << 24, 256 * (arena.byteCount + arena.slotCount))
    )
    try writer.writeFields(of: arena.root, program.root, program, arena, depth: 0)
    return writer.text
  }
}
