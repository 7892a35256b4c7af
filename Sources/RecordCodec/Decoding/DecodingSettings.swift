public import RegistryClient
public import SchemaCore

/// How records are read. What is set here is what the official clients do unless told otherwise, except that schemas with
/// rules are refused.
public struct DecodingSettings: Sendable {
  /// Which half of a Kafka record is meant.
  public var part: RecordPart
  /// Which frames are understood in front of the payload. A header that names the schema counts in any case.
  public var kinds: FrameKinds
  /// Where schemas are found that frames of other systems name; nil for the lookup of the decoder, in which case an
  /// Apicurio ID is taken for a schema ID, and a version of AWS Glue for a GUID.
  public var foreignSchemas: (@Sendable (FrameIdentity) async throws(ClientError) -> RegisteredText)?
  /// The context that schema IDs belong to, which records do not name.
  public var context: ContextName
  /// What to do with schemas that have rules.
  public var rules: RulesPolicy

  public init(
    part: RecordPart = .value, kinds: FrameKinds = .registry,
    foreignSchemas: (@Sendable (FrameIdentity) async throws(ClientError) -> RegisteredText)? = nil,
    context: ContextName = .default, rules: RulesPolicy = .refuse
  ) {
    self.part = part
    self.kinds = kinds
    self.foreignSchemas = foreignSchemas
    self.context = context
    self.rules = rules
  }
}
