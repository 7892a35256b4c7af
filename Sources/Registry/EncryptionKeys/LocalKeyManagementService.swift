import Crypto

/// A key management service for trials and tests that needs no service: one key, derived from a secret that both sides
/// know. Whoever has the secret has every key.
///
/// It does what the official clients' own `local-kms` does: HKDF (RFC 5869) with SHA-256 over the secret, without salt
/// and info, gives a key for AES-128-GCM; a wrapped key is a nonce of 12 bytes, the ciphertext and a tag of 16 bytes.
public struct LocalKeyManagementService: KeyManagementService {
  public let type = "local-kms"
  private let secret: String?

  /// - Parameter secret: what counts for keys that do not bring a secret of their own as the property `secret`.
  public init(secret: String? = nil) {
    self.secret = secret
  }

  public func wrap(_ material: [UInt8], with key: KeyEncryptionKey) async throws(KeyManagementError) -> [UInt8] {
    let derived = try derivedKey(for: key)
    do {
      let box = try AES.GCM.seal(material, using: derived)
      return [UInt8](box.nonce) + [UInt8](box.ciphertext) + [UInt8](box.tag)
    } catch {
      throw KeyManagementError(.failed, "the key could not be encrypted: \(error)")
    }
  }

  public func unwrap(_ material: [UInt8], with key: KeyEncryptionKey) async throws(KeyManagementError) -> [UInt8] {
    let derived = try derivedKey(for: key)
    if material.count < Self.nonceBytes + Self.tagBytes {
      throw KeyManagementError(.failed, "the encrypted key is too short: it has \(material.count) bytes")
    }
    do {
      let box = try AES.GCM.SealedBox(
        nonce: AES.GCM.Nonce(data: material.prefix(Self.nonceBytes)),
        ciphertext: material[Self.nonceBytes..<material.count - Self.tagBytes], tag: material.suffix(Self.tagBytes))
      return [UInt8](try AES.GCM.open(box, using: derived))
    } catch {
      throw KeyManagementError(.failed, "the encrypted key is damaged, or was encrypted with another secret")
    }
  }

  private func derivedKey(for key: KeyEncryptionKey) throws(KeyManagementError) -> SymmetricKey {
    guard let secret = key.kmsProperties["secret"] ?? secret, !secret.isEmpty else {
      throw KeyManagementError(
        .failed,
        "there is no secret for local-kms: set it as the property \"secret\" of the key, or where the server is started"
      )
    }
    let input = SymmetricKey(data: Array(secret.utf8))
    return HKDF<SHA256>.deriveKey(inputKeyMaterial: input, info: [UInt8](), outputByteCount: 16)
  }

  private static let nonceBytes = 12
  private static let tagBytes = 16
}
