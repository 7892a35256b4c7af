/// Knows schemas by their fingerprint: what single-object encoding needs to find the schema of a message.
///
/// Who has to ask somebody else first takes the message apart with `SingleObjectMessage`, asks for the schema, and adds
/// it to what the store knows.
public protocol AvroSchemaStore: Sendable {
  /// The schema whose Parsing Canonical Form has this CRC-64-AVRO fingerprint; nil if it is not known.
  func schema(withFingerprint fingerprint: UInt64) -> AvroDocument?
}
