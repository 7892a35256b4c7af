/// What a data encryption key is for.
public enum DataKeyAlgorithm: String, Hashable, Sendable, CaseIterable {
  case aes128GCM = "AES128_GCM"
  case aes256GCM = "AES256_GCM"
  /// Deterministic: equal values have equal ciphertexts, so that they can be joined and looked up.
  case aes256SIV = "AES256_SIV"

  /// A new random key in the form that clients unwrap: a message of Tink's key types `AesGcmKey` and `AesSivKey`, in
  /// which only the field with the key is set.
  func makeKey() -> [UInt8] {
    var random = SystemRandomNumberGenerator()
    let key = (0..<keyByteCount).map { _ in UInt8.random(in: .min ... .max, using: &random) }
    return [keyTag, UInt8(keyByteCount)] + key
  }

  private var keyByteCount: Int {
    switch self {
    case .aes128GCM: 16
    case .aes256GCM: 32
    // Two keys of 256 bits: RFC 5297 authenticates with one and encrypts with the other.
    case .aes256SIV: 64
    }
  }

  /// Tag of the field `key_value`: number 3 in `AesGcmKey`, number 2 in `AesSivKey`, both of bytes.
  private var keyTag: UInt8 {
    switch self {
    case .aes128GCM, .aes256GCM: 0x1A
    case .aes256SIV: 0x12
    }
  }
}
