/// How connections to the brokers are protected, and how the client says who it is.
///
/// These are passed to librdkafka, as are its further settings by ``KafkaConfiguration/properties``: OAuth
/// (`sasl.oauthbearer.*`), Kerberos (`sasl.kerberos.*`), key stores and ciphers (`ssl.*`). The client's side is tested
/// here, against brokers that know neither TLS nor SASL; a broker that does was not at hand.
public struct KafkaSecurity: Hashable, Sendable {
  /// TLS, with which the brokers' certificates and names are checked.
  public struct TLS: Hashable, Sendable {
    /// A file or folder of certificates (PEM) of the authorities to trust; `nil` means those of the system.
    public var authorities: String?

    /// The file of the client's certificate (PEM), for brokers that ask for one.
    public var certificate: String?

    /// The file of the certificate's private key (PEM).
    public var privateKey: String?

    /// What the private key is encrypted with.
    public var privateKeyPassword: String?

    public init(
      authorities: String? = nil, certificate: String? = nil, privateKey: String? = nil,
      privateKeyPassword: String? = nil
    ) {
      self.authorities = authorities
      self.certificate = certificate
      self.privateKey = privateKey
      self.privateKeyPassword = privateKeyPassword
    }
  }

  /// A user's name and password, and the mechanism of SASL by which they are shown.
  public struct Credentials: Hashable, Sendable {
    /// A mechanism of SASL for passwords.
    public enum Mechanism: String, Hashable, Sendable {
      /// RFC 4616. Sends the password, so it should be used with TLS only.
      case plain = "PLAIN"
      /// RFC 7677.
      case scramSHA256 = "SCRAM-SHA-256"
      /// RFC 7677, with the longer hash.
      case scramSHA512 = "SCRAM-SHA-512"
    }

    public var mechanism: Mechanism
    public var user: String
    public var password: String

    public init(mechanism: Mechanism, user: String, password: String) {
      self.mechanism = mechanism
      self.user = user
      self.password = password
    }
  }

  /// `nil` means connections that anybody on the way can read and change.
  public var tls: TLS?

  /// `nil` means none, or the certificate of ``TLS/certificate``.
  public var credentials: Credentials?

  public init(tls: TLS? = nil, credentials: Credentials? = nil) {
    self.tls = tls
    self.credentials = credentials
  }

  /// Neither protection nor a name.
  public static let none = Self()

  /// The settings by librdkafka's names.
  var properties: [String: String] {
    var properties: [String: String] = [:]
    if let tls {
      properties["ssl.endpoint.identification.algorithm"] = "https"  // librdkafka's older versions do not check names
      properties["ssl.ca.location"] = tls.authorities
      properties["ssl.certificate.location"] = tls.certificate
      properties["ssl.key.location"] = tls.privateKey
      properties["ssl.key.password"] = tls.privateKeyPassword
    }
    if let credentials {
      properties["sasl.mechanism"] = credentials.mechanism.rawValue
      properties["sasl.username"] = credentials.user
      properties["sasl.password"] = credentials.password
    }
    switch (tls, credentials) {
    case (nil, nil): break
    case (nil, _): properties["security.protocol"] = "sasl_plaintext"
    case (_, nil): properties["security.protocol"] = "ssl"
    default: properties["security.protocol"] = "sasl_ssl"
    }
    return properties
  }
}

extension KafkaSecurity: CustomStringConvertible, CustomReflectable {
  /// Leaves out passwords and whose they are.
  public var description: String {
    [tls.map { _ in "TLS" }, credentials.map { "SASL \($0.mechanism.rawValue)" }].compactMap { $0 }
      .joined(separator: ", ")
  }

  public var customMirror: Mirror { Mirror(self, children: [("description", description)]) }
}

extension KafkaSecurity.Credentials: CustomStringConvertible, CustomReflectable {
  public var description: String { "SASL \(mechanism.rawValue)" }

  public var customMirror: Mirror { Mirror(self, children: [("mechanism", mechanism.rawValue)]) }
}

extension KafkaSecurity.TLS: CustomStringConvertible, CustomReflectable {
  public var description: String { "TLS" }

  public var customMirror: Mirror { Mirror(self, children: [("authorities", authorities as Any)]) }
}
