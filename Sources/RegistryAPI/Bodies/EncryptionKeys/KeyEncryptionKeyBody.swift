public import SchemaCore

/// A key encryption key: the request that makes it known, and every answer.
///
/// Empty properties are written, as the API leaves out only what is null in bodies about keys; the mark of deletion is
/// written only where it is set.
public struct KeyEncryptionKeyBody: JSONBody, Hashable {
  /// A property of the key management service's client.
  public struct Property: Hashable, Sendable {
    public var name: String
    public var value: String

    public init(name: String, value: String) {
      self.name = name
      self.value = value
    }
  }

  public var name: String?
  /// The kind of service that holds the key.
  public var kmsType: String?
  /// What the key is called there.
  public var kmsKeyID: String?
  public var kmsProperties: [Property]
  public var doc: String?
  /// True if the registry may use the key too.
  public var isShared: Bool
  /// When it was stored, in milliseconds since 1970-01-01 UTC.
  public var timestamp: Int64?
  public var isDeleted: Bool

  public init(
    name: String? = nil, kmsType: String? = nil, kmsKeyID: String? = nil, kmsProperties: [Property] = [],
    doc: String? = nil, isShared: Bool = false, timestamp: Int64? = nil, isDeleted: Bool = false
  ) {
    self.name = name
    self.kmsType = kmsType
    self.kmsKeyID = kmsKeyID
    self.kmsProperties = kmsProperties
    self.doc = doc
    self.isShared = isShared
    self.timestamp = timestamp
    self.isDeleted = isDeleted
  }

  public init(json: JSONValue) throws(BodyError) {
    let reader = try BodyReader(json)
    self.init(
      name: try reader.string("name"), kmsType: try reader.string("kmsType"), kmsKeyID: try reader.string("kmsKeyId"),
      kmsProperties: try reader.kmsProperties() ?? [], doc: try reader.string("doc"),
      isShared: try reader.bool("shared") ?? false, timestamp: try reader.int64("ts"),
      isDeleted: try reader.bool("deleted") ?? false)
  }

  public var json: JSONValue {
    var members = JSONObject()
    members["name"] = name.map(JSONValue.string)
    members["kmsType"] = kmsType.map(JSONValue.string)
    members["kmsKeyId"] = kmsKeyID.map(JSONValue.string)
    members["kmsProps"] = kmsProperties.json
    members["doc"] = doc.map(JSONValue.string)
    members["shared"] = .bool(isShared)
    members["ts"] = timestamp.map { .number(JSONNumber($0)) }
    if isDeleted { members["deleted"] = true }
    return .object(members)
  }
}

extension [KeyEncryptionKeyBody.Property] {
  var json: JSONValue { .object(JSONObject(map { JSONObject.Member(key: $0.name, value: .string($0.value)) })) }
}

extension BodyReader {
  /// The properties under `kmsProps`; one that is null is not there.
  func kmsProperties() throws(BodyError) -> [KeyEncryptionKeyBody.Property]? {
    guard let value = value("kmsProps") else { return nil }
    let path = JSONPointer(["kmsProps"])
    guard let object = value.object else {
      throw BodyError(.wrongShape, "an object is expected, found \(value.kindName)", at: path)
    }
    var properties: [KeyEncryptionKeyBody.Property] = []
    for member in object where member.value != .null {
      guard let text = member.value.string else {
        throw BodyError(
          .wrongShape, "a string is expected, found \(member.value.kindName)", at: path.appending(member.key))
      }
      properties.append(KeyEncryptionKeyBody.Property(name: member.key, value: text))
    }
    return properties
  }
}
