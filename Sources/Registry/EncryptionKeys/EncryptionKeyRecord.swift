/// One thing that happened to encryption keys.
public enum EncryptionKeyRecord: Hashable, Sendable {
  /// A key encryption key was made or changed, its deletion mark included.
  case key(KeyEncryptionKey)
  /// A key encryption key was deleted for good.
  case keyRemoved(KeyName)
  /// A data encryption key was made or changed, its deletion mark included.
  case dataKey(DataEncryptionKey)
  /// A data encryption key was deleted for good.
  case dataKeyRemoved(DataKeyID)
}
