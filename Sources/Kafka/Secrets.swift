/// The values of a configuration that must not be seen in logs and messages.
struct Secrets: Sendable {
  private static let telling = ["password", "secret", "key.pem", "jaas", "oauthbearer.config"]

  private let values: [String]

  init(in configuration: KafkaConfiguration) {
    let all = configuration.security.properties.merging(configuration.properties) { $1 }
    values = Self.values(of: all).sorted { $0.utf8.count > $1.utf8.count }  // one may be a part of another
  }

  /// The text with each secret replaced.
  func removed(from text: String) -> String {
    values.reduce(text) { text, secret in
      text.split(separator: secret, omittingEmptySubsequences: false).joined(separator: "[secret]")
    }
  }

  /// Whether a property's value must not be seen.
  static func isSecret(_ property: String) -> Bool { telling.contains { property.contains($0) } }

  private static func values(of properties: [String: String]) -> [String] {
    properties.filter { isSecret($0.key) && !$0.value.isEmpty }.map(\.value)
  }
}
