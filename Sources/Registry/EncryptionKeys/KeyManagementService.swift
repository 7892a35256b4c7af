/// A service that holds key encryption keys and uses them for those who may: AWS KMS, Vault, and the like.
public protocol KeyManagementService: Sendable {
  /// The type by which key encryption keys name it, as in `local-kms`.
  var type: String { get }

  /// Encrypts a key.
  ///
  /// - Throws: `KeyManagementError`.
  func wrap(_ material: [UInt8], with key: KeyEncryptionKey) async throws(KeyManagementError) -> [UInt8]

  /// Decrypts a key.
  ///
  /// - Throws: `KeyManagementError`.
  func unwrap(_ material: [UInt8], with key: KeyEncryptionKey) async throws(KeyManagementError) -> [UInt8]
}

/// Why a key management service did not do what was asked.
public struct KeyManagementError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What went wrong, for programs.
  public enum Kind: Hashable, Sendable {
    /// The service does not let the registry use the key.
    case accessDenied
    /// Anything else.
    case failed
  }

  /// What went wrong, for programs.
  public var kind: Kind
  /// What went wrong, for people.
  public var description: String

  public init(_ kind: Kind, _ description: String) {
    self.kind = kind
    self.description = description
  }
}

/// The installed services, looked up by type. The executable makes the one list.
public struct KeyManagementServices: Sendable {
  private let services: [any KeyManagementService]

  /// A set of services; of two with one type the first counts.
  public init(_ services: [any KeyManagementService] = [LocalKeyManagementService()]) {
    self.services = services
  }

  func wrap(_ material: [UInt8], with key: KeyEncryptionKey) async throws(KeyManagementError) -> [UInt8] {
    try await service(for: key).wrap(material, with: key)
  }

  func unwrap(_ material: [UInt8], with key: KeyEncryptionKey) async throws(KeyManagementError) -> [UInt8] {
    try await service(for: key).unwrap(material, with: key)
  }

  private func service(for key: KeyEncryptionKey) throws(KeyManagementError) -> any KeyManagementService {
    guard let service = services.first(where: { $0.type == key.kmsType }) else {
      let known = services.map(\.type).joined(separator: ", ")
      throw KeyManagementError(
        .failed, "this server reaches no key management service of type \(key.kmsType); installed are: \(known)")
    }
    return service
  }
}
