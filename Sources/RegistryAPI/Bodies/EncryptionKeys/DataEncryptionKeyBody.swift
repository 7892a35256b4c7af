public import SchemaCore

/// A data encryption key: the request that stores it or has it made, and every answer.
public struct DataEncryptionKeyBody: JSONBody, Hashable {
  /// The key that wraps it; known from the path in requests.
  public var keyName: String?
  public var subject: String?
  public var version: Int32?
  /// The algorithm's name, as in `AES256_GCM`.
  public var algorithm: String?
  /// The wrapped key in base64.
  public var encryptedKeyMaterial: String?
  /// The key in clear in base64, where the registry may unwrap it.
  public var keyMaterial: String?
  /// When it was stored, in milliseconds since 1970-01-01 UTC.
  public var timestamp: Int64?
  public var isDeleted: Bool

  public init(
    keyName: String? = nil, subject: String? = nil, version: Int32? = nil, algorithm: String? = nil,
    encryptedKeyMaterial: String? = nil, keyMaterial: String? = nil, timestamp: Int64? = nil, isDeleted: Bool = false
  ) {
    self.keyName = keyName
    self.subject = subject
    self.version = version
    self.algorithm = algorithm
    self.encryptedKeyMaterial = encryptedKeyMaterial
    self.keyMaterial = keyMaterial
    self.timestamp = timestamp
    self.isDeleted = isDeleted
  }

  public init(json: JSONValue) throws(BodyError) {
    let reader = try BodyReader(json)
    self.init(
      keyName: try reader.string("kekName"), subject: try reader.string("subject"),
      version: try reader.int32("version"), algorithm: try reader.string("algorithm"),
      encryptedKeyMaterial: try reader.string("encryptedKeyMaterial"), keyMaterial: try reader.string("keyMaterial"),
      timestamp: try reader.int64("ts"), isDeleted: try reader.bool("deleted") ?? false)
  }

  public var json: JSONValue {
    var members = JSONObject()
    members["kekName"] = keyName.map(JSONValue.string)
    members["subject"] = subject.map(JSONValue.string)
    members["version"] = version.map { .number(JSONNumber($0)) }
    members["algorithm"] = algorithm.map(JSONValue.string)
    members["encryptedKeyMaterial"] = encryptedKeyMaterial.map(JSONValue.string)
    members["keyMaterial"] = keyMaterial.map(JSONValue.string)
    members["ts"] = timestamp.map { .number(JSONNumber($0)) }
    if isDeleted { members["deleted"] = true }
    return .object(members)
  }
}
