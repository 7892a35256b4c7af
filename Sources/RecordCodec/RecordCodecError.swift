public import RegistryClient
public import SchemaCore

/// Why a record could not be framed and coded.
public enum RecordCodecError: Error, Sendable, CustomStringConvertible {
  /// The bytes are not a framed record.
  case framing(FramingError)
  /// The registry could not be asked for the schema, or has no such schema.
  case lookup(ClientError)
  /// The schema that the registry returned cannot be used here.
  case schema(SchemaError, FrameIdentity)
  /// The schema that the records bring along cannot be used, or there is none where one is needed.
  case ownSchema(SchemaError)
  /// The subject cannot be named: a sentence that says why.
  case subject(String)
  /// The schema has rules of these names, which are not executed here, and the settings do not say that they may be
  /// ignored.
  case rules([String], FrameIdentity)
  /// The schema that is to be written with could not read what the records' own schema allows.
  case incompatible([Incompatibility], FrameIdentity)
  /// The record does not fit its schema.
  case codec(CodecError, FrameIdentity)

  public var description: String {
    switch self {
    case .framing(let error): error.description
    case .lookup(let error): error.description
    case .schema(let error, let identity): "\(identity) cannot be used: \(error)"
    case .ownSchema(let error): "the schema of the records cannot be used: \(error)"
    case .subject(let reason): "the subject cannot be named: \(reason)"
    case .rules(let names, let identity):
      "\(identity) has rules that are not executed here: \(names.joined(separator: ", ")); set the policy for rules to "
        + "ignore them"
    case .incompatible(let reasons, let identity):
      "\(identity) is not compatible with the schema of the records: "
        + reasons.map { $0.explanation.text(reader: "registered", writer: "records'") }.joined(separator: "; ")
    case .codec(let error, let identity): "the record does not fit \(identity): \(error)"
    }
  }
}
