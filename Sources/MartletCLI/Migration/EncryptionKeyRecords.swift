import Registry
import RegistryAPI
import RegistryClient
import SchemaCore

/// The encryption keys that a running registry holds, as the records that would make them. They are wrapped there.
struct EncryptionKeyRecords {
  let client: SchemaRegistryClient

  /// All keys, with those that are marked as deleted; none of a registry that knows no keys.
  func all() async throws(ClientError) -> [RegistryRecord] {
    let names: [String]
    do {
      names = try await client.keyEncryptionKeys(includingDeleted: true)
    } catch  where error.isUnknownRoute {
      return []
    }
    var records: [RegistryRecord] = []
    for name in names {
      records.append(.encryptionKey(.key(try key(try await client.keyEncryptionKey(name, includingDeleted: true)))))
      for subject in try await client.dataKeySubjects(of: name, includingDeleted: true) {
        for algorithm in DataKeyAlgorithm.allCases {
          records += try await dataKeys(of: SubjectName(qualified: subject), under: name, algorithm)
        }
      }
    }
    return records
  }

  private func key(_ body: KeyEncryptionKeyBody) throws(ClientError) -> KeyEncryptionKey {
    guard let name = body.name.flatMap({ try? KeyName($0) }), let type = body.kmsType, let id = body.kmsKeyID else {
      throw ClientError(.unintelligible, "\(client.url) tells of a key without saying which")
    }
    return KeyEncryptionKey(
      name: name, kmsType: type, kmsKeyID: id,
      kmsProperties: KMSProperties(body.kmsProperties.map { ($0.name, $0.value) }), doc: body.doc,
      isShared: body.isShared, isDeleted: body.isDeleted)
  }

  private func dataKeys(
    of subject: SubjectName, under name: String, _ algorithm: DataKeyAlgorithm
  ) async throws(ClientError) -> [RegistryRecord] {
    let versions: [SchemaVersion]
    do {
      versions = try await client.dataKeyVersions(
        of: subject, under: name, algorithm: algorithm.rawValue, includingDeleted: true)
    } catch  where error.isUnknownRoute {
      return []
    }
    var records: [RegistryRecord] = []
    for version in versions {
      let body = try await client.dataKey(
        of: subject, under: name, version: .number(version), algorithm: algorithm.rawValue, includingDeleted: true)
      guard let keyName = try? KeyName(name),
        let series = try? DataKeySeries(keyName: keyName, subject: subject, algorithm: algorithm),
        let material = body.encryptedKeyMaterial
      else { throw ClientError(.unintelligible, "\(client.url) tells of a key of \(subject) without saying which") }
      let key = DataEncryptionKey(
        id: DataKeyID(series, version), encryptedKeyMaterial: material, isDeleted: body.isDeleted)
      records.append(.encryptionKey(.dataKey(key)))
    }
    return records
  }
}
