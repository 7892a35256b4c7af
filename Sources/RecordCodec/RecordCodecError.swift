public import RegistryClient
public import SchemaCore

/// Why a record could not be framed and coded.
public enum RecordCodecError: Error, Sendable, CustomStringConvertible {
  /// The bytes are not a framed record.
  case framing(FramingError)
  /// The registry could not be asked for the schema, or has no such schema.
  case lookup(ClientError)
  /// The schema that the registry returned cannot be used here.
  case schema(SchemaError, SchemaIdentity)
  /// The record does not fit its schema.
  case codec(CodecError, SchemaIdentity)

  public var description: String {
    switch self {
    case .framing(let error): error.description
    case .lookup(let error): error.description
    case .schema(let error, let identity): "\(identity) cannot be used: \(error)"
    case .codec(let error, let identity): "the record does not fit \(identity): \(error)"
    }
  }
}
