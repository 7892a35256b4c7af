/// Every way in which the registry says no to a request about encryption keys.
public enum EncryptionKeyError: Error, Hashable, Sendable {
  /// There is no such key: the name of a key encryption key, or the subject of data encryption keys.
  case notFound(String)
  /// A permanent deletion needs the mark first.
  case notSoftDeleted(String)
  /// The key encryption key is marked as deleted, so that its data encryption keys stay so.
  case softDeleted(String)
  case exists(String)
  case tooMany(limit: Int)
  /// A member of the request, by its name in the API, is missing or not valid.
  case invalidField(String)
  /// Data encryption keys are wrapped by the key.
  case inUse(String)
  /// The key management service did not wrap a key for a subject.
  case wrappingFailed(subject: String, KeyManagementError)
  /// The key management service did not unwrap a subject's key.
  case unwrappingFailed(subject: String, KeyManagementError)
}
