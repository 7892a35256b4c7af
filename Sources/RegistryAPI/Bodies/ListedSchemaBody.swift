public import SchemaCore

/// A version in the list of all schemas.
public struct ListedSchemaBody: JSONBody, Hashable {
  /// The version.
  public var schema: RegisteredSchemaBody
  /// The qualified aliases by which it was found; only told if the request asks for them.
  public var aliases: [String]

  public init(_ schema: RegisteredSchemaBody, aliases: [String] = []) {
    self.schema = schema
    self.aliases = aliases
  }

  public init(json: JSONValue) throws(BodyError) {
    schema = try RegisteredSchemaBody(json: json)
    aliases = []
    guard let elements = json.object?["aliases"], elements != .null else { return }
    aliases = try [String](json: elements)
  }

  public var json: JSONValue {
    guard !aliases.isEmpty, var members = schema.json.object else { return schema.json }
    members["aliases"] = aliases.json
    return .object(members)
  }
}
