public import SchemaCore
import Synchronization

/// A message type compiled for coding its messages: made once, used for any number of messages by any number of tasks.
///
/// Each message type that the root can hold becomes a table of its fields by number. One loop runs over the bytes of a
/// message and fills the rows of a `MessageArena`; another writes such rows as bytes. Readers and writers of other forms,
/// such as JSON, go by `types` and use the same rows.
public final class ProtobufProgram: Sendable {
  /// What a message may cost.
  public let limits: MessageLimits
  /// The root, and all message types that its fields lead to.
  public let types: [MessageType]
  let tables: ProgramTables
  /// True if a message of any of the types has fields that must be set.
  let hasRequiredFields: Bool
  /// Tells which program an arena was filled for.
  let identifier: UInt64

  private static let lastIdentifier = Atomic<UInt64>(0)

  /// Compiles the message type with this full name, with all extensions in the set that extend it or what it holds.
  ///
  /// - Throws: `SchemaError` if the set does not define a type that is needed, for a message of more than 65,535
  ///   fields and oneofs, or if the root leads to more than 65,535 types.
  public init(
    _ files: FileSet, message name: String, limits: MessageLimits = MessageLimits()
  ) throws(SchemaError) {
    var compiler = ProgramCompiler(files)
    try compiler.compile(root: name)
    self.limits = limits
    types = compiler.layouts.enumerated().map { MessageType($1, index: $0) }
    tables = ProgramTables(compiler.layouts, enums: compiler.enums)
    hasRequiredFields = types.contains { !$0.requiredFields.isEmpty }
    identifier = Self.lastIdentifier.add(1, ordering: .relaxed).newValue
  }

  deinit { tables.deallocate() }

  /// The type of the whole message.
  public var root: MessageType { types[0] }

  /// The type of the messages in a field; nil for scalars and enums.
  public func type(of field: MessageField) -> MessageType? { field.messageType.map { types[$0] } }
}
