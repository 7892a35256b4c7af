public import SchemaCore

/// A change of a key encryption key: a member that is not there is kept, null clears it.
public struct KeyEncryptionKeyUpdateBody: JSONBody, Hashable {
  /// The members by their names.
  public enum Field: String, Hashable, Sendable, CaseIterable {
    case kmsProperties = "kmsProps"
    case doc
    case isShared = "shared"
  }

  public var kmsProperties: [KeyEncryptionKeyBody.Property]?
  public var doc: String?
  public var isShared: Bool?
  /// What is null.
  public var cleared: Set<Field>

  public init(
    kmsProperties: [KeyEncryptionKeyBody.Property]? = nil, doc: String? = nil, isShared: Bool? = nil,
    clearing cleared: Set<Field> = []
  ) {
    self.kmsProperties = kmsProperties
    self.doc = doc
    self.isShared = isShared
    self.cleared = cleared
  }

  public init(json: JSONValue) throws(BodyError) {
    let reader = try BodyReader(json)
    let cleared = Field.allCases.filter { reader.mentions($0.rawValue) && reader.value($0.rawValue) == nil }
    self.init(
      kmsProperties: try reader.kmsProperties(), doc: try reader.string("doc"), isShared: try reader.bool("shared"),
      clearing: Set(cleared))
  }

  public var json: JSONValue {
    var members = JSONObject()
    for field in Field.allCases where cleared.contains(field) { members[field.rawValue] = .null }
    if let kmsProperties { members["kmsProps"] = kmsProperties.json }
    if let doc { members["doc"] = .string(doc) }
    if let isShared { members["shared"] = .bool(isShared) }
    return .object(members)
  }
}
