public import RegistryClient
public import SchemaCore

/// The schema that a record was written with.
public struct WriterSchema: Sendable {
  /// How the record names it.
  public var identity: FrameIdentity
  /// The schema, as the registry has it.
  public var registered: RegisteredText
  /// Which of the schema's types the record is.
  public var type: RecordType
  /// The full name of that type; nil if it has none.
  public var typeName: String?
}
