import SchemaCore

/// What the client of a key management service is told: names and values, some of which are secrets.
public struct KMSProperties: Hashable, Sendable {
  private var values: [ExactText: ExactText]

  /// Properties by name; of several with one name the last one counts.
  public init(_ properties: some Sequence<(String, String)> = []) {
    values = Dictionary(
      properties.map { (ExactText($0), ExactText($1)) }, uniquingKeysWith: { _, last in last })
  }

  /// The value under a name.
  public subscript(name: String) -> String? { values[ExactText(name)]?.text }

  /// All properties, sorted by name.
  public var sorted: [(name: String, value: String)] {
    values.map { ($0.key.text, $0.value.text) }.sorted {
      $0.name.unicodeScalars.lexicographicallyPrecedes($1.name.unicodeScalars)
    }
  }

  /// How long the names and values are together, in bytes of UTF-8.
  var byteCount: Int { values.reduce(0) { $0 + $1.key.text.utf8.count + $1.value.text.utf8.count } }

  /// What may be shown: everything but the credentials. They are left out, not masked, because clients look for
  /// credentials of their own where there are none.
  public var withoutSecrets: KMSProperties {
    var shown = self
    for name in Self.secrets { shown.values[ExactText(name)] = nil }
    return shown
  }

  /// These properties with the credentials of earlier ones where they have none of their own: who sends back what was
  /// shown must not lose what was hidden.
  func keepingSecrets(of earlier: KMSProperties) -> KMSProperties {
    var kept = self
    for name in Self.secrets.map({ ExactText($0) }) where (values[name]?.text ?? Self.mask) == Self.mask {
      kept.values[name] = earlier.values[name]
    }
    return kept
  }

  /// The names under which the known services' clients expect credentials.
  private static let secrets = [
    "token.id", "approle.secret.id", "ssl.keystore.password", "secret.access.key", "client.secret", "private.key",
    "secret",
  ]
  /// What some clients show in the place of a credential.
  private static let mask = "[hidden]"
}
