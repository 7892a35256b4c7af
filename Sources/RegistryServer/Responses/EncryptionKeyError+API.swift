import Registry
import RegistryAPI

extension EncryptionKeyError {
  /// The number of the refusal.
  var code: APIErrorCode {
    switch self {
    case .notFound: .keyNotFound
    case .notSoftDeleted: .keyNotSoftDeleted
    case .softDeleted: .keySoftDeleted
    case .exists: .keyExists
    case .tooMany: .tooManyKeys
    case .invalidField: .invalidKey
    case .inUse: .keyInUse
    case .wrappingFailed(_, let error), .unwrappingFailed(_, let error):
      error.kind == .accessDenied ? .keyAccessDenied : .keyManagementFailed
    }
  }

  /// The reference registry's words.
  var text: String {
    switch self {
    case .notFound(let name): "Key '\(name)' not found"
    case .notSoftDeleted(let name): "Key '\(name)' was not deleted first before being permanently deleted"
    case .softDeleted(let name): "Key '\(name)' must be undeleted first"
    case .exists(let name): "Key '\(name)' already exists; use a different value"
    case .tooMany(let limit): "A maximum of \(limit) keys already exist"
    case .invalidField(let name): "Invalid or missing value for field '\(name)' of key"
    case .inUse(let name): "One or more references exist to the key '\(name)'"
    case .wrappingFailed(let subject, let error): "Could not generate encrypted dek for \(subject): \(error)"
    case .unwrappingFailed(let subject, let error): "Could not generate raw dek for \(subject): \(error)"
    }
  }
}
