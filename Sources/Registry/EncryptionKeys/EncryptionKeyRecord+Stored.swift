import SchemaCore

/// The stored form of records about encryption keys: that of the `_dek_registry_keys` topic, in which other registries
/// keep them apart from schemas. Its keys have a `type` where those of schemas have a `keytype`.
extension EncryptionKeyRecord {
  /// The members of the record's key and value, in the order in which they are written.
  var storedMembers: (key: [JSONObject.Member], value: [JSONObject.Member]?) {
    switch self {
    case .key(let key): (Self.key(of: key.name), Self.value(of: key))
    case .keyRemoved(let name): (Self.key(of: name), nil)
    case .dataKey(let key): (Self.key(of: key.id), Self.value(of: key))
    case .dataKeyRemoved(let id): (Self.key(of: id), nil)
    }
  }

  /// Reads a record about a key encryption key.
  ///
  /// - Throws: `RecordCodingError` saying which part is not as it must be.
  init(_ name: KeyName, _ value: JSONObject?) throws(RecordCodingError) {
    self = if let value { .key(try Self.key(name, value)) } else { .keyRemoved(name) }
  }

  /// Reads a record about a data encryption key.
  ///
  /// - Throws: `RecordCodingError` saying which part is not as it must be.
  init(_ id: DataKeyID, _ value: JSONObject?) throws(RecordCodingError) {
    self = if let value { .dataKey(try Self.dataKey(id, value)) } else { .dataKeyRemoved(id) }
  }

  private static func key(of name: KeyName) -> [JSONObject.Member] {
    members(["tenant": "default", "type": "KEK", "name": .string(name.description)])
  }

  private static func key(of id: DataKeyID) -> [JSONObject.Member] {
    members(["tenant": "default", "type": "DEK"]) + members(of: id)
  }

  private static func members(of id: DataKeyID) -> [JSONObject.Member] {
    members([
      "kekName": .string(id.series.keyName.description), "subject": .string(id.series.subject.description),
      "algorithm": .string(id.series.algorithm.rawValue), "version": .number(JSONNumber(id.version.rawValue)),
    ])
  }

  private static func value(of key: KeyEncryptionKey) -> [JSONObject.Member] {
    let properties = key.kmsProperties.sorted.map { JSONObject.Member(key: $0.name, value: .string($0.value)) }
    return members([
      "type": "KEK", "name": .string(key.name.description), "kmsType": .string(key.kmsType),
      "kmsKeyId": .string(key.kmsKeyID), "kmsProps": .object(JSONObject(properties)),
    ]) + (key.doc.map { members(["doc": .string($0)]) } ?? [])
      + members(["shared": .bool(key.isShared), "deleted": .bool(key.isDeleted)])
  }

  private static func value(of key: DataEncryptionKey) -> [JSONObject.Member] {
    members(["type": "DEK"]) + members(of: key.id)
      + members(["encryptedKeyMaterial": .string(key.encryptedKeyMaterial), "deleted": .bool(key.isDeleted)])
  }

  private static func members(_ members: KeyValuePairs<String, JSONValue>) -> [JSONObject.Member] {
    members.map { JSONObject.Member(key: $0.key, value: $0.value) }
  }

  private static func key(_ name: KeyName, _ value: JSONObject) throws(RecordCodingError) -> KeyEncryptionKey {
    var properties: [(String, String)] = []
    for property in value["kmsProps"]?.object ?? JSONObject() {
      guard let text = property.value.string else {
        throw RecordCodingError("the property \"\(property.key)\" of \"kmsProps\" is not a text")
      }
      properties.append((property.key, text))
    }
    return KeyEncryptionKey(
      name: name, kmsType: try value.storedText("kmsType", in: "value"),
      kmsKeyID: try value.storedText("kmsKeyId", in: "value"),
      kmsProperties: KMSProperties(properties), doc: value["doc"]?.string, isShared: value["shared"]?.bool ?? false,
      isDeleted: value["deleted"]?.bool ?? false)
  }

  private static func dataKey(_ id: DataKeyID, _ value: JSONObject) throws(RecordCodingError) -> DataEncryptionKey {
    DataEncryptionKey(
      id: id, encryptedKeyMaterial: try value.storedText("encryptedKeyMaterial", in: "value"),
      isDeleted: value["deleted"]?.bool ?? false)
  }
}
