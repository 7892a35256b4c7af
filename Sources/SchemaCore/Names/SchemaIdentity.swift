/// How a framed record names the schema that it was written with.
public enum SchemaIdentity: Hashable, Sendable, CustomStringConvertible {
  /// The number in the default context, as it stands in front of the payload.
  case id(SchemaID)
  /// The content's GUID, as it stands in a record header.
  case guid(SchemaGUID)

  public var description: String {
    switch self {
    case .id(let id): "schema ID \(id)"
    case .guid(let guid): "schema GUID \(guid)"
    }
  }
}
