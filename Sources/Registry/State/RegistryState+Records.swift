import HashTreeCollections
import SchemaCore

extension RegistryState {
  /// What the registry holds, as one record for each thing that it holds: contexts, versions by subject and number,
  /// settings, modes and encryption keys.
  public var records: [RegistryRecord] {
    let contexts = contextNames.dropFirst().map(RegistryRecord.context)
    let versions = subjects(prefix: .everything, .all).flatMap { history(of: $0, .all) }.map { version in
      RegistryRecord.schema(
        SchemaRecord(key: version.key, id: version.id, schema: version.schema, isDeleted: version.isDeleted))
    }
    let settings = configs.keys.sorted().map { RegistryRecord.config($0, configs[$0]) }
    let modes = modes.keys.sorted().map { RegistryRecord.mode($0, self.modes[$0]) }
    return contexts + versions + settings + modes + encryptionKeys.records
  }
}

extension EncryptionKeyState {
  fileprivate var records: [RegistryRecord] {
    let wrapping = keys.values.map(\.key).sorted { $0.name.description < $1.name.description }
    let wrapped = dataKeys.values.flatMap(\.values).flatMap { $0.map(\.key) }.sorted { left, right in
      RecordKey.dataKey(left.id).description < RecordKey.dataKey(right.id).description
    }
    return wrapping.map { .encryptionKey(.key($0)) } + wrapped.map { .encryptionKey(.dataKey($0)) }
  }
}
