import Testing

@testable import Kafka

@Suite("Security and secrets")
struct SecurityTests {
  private static let credentials = KafkaSecurity.Credentials(
    mechanism: .scramSHA512, user: "ines", password: "swordfish")

  @Test(
    "protection becomes librdkafka's protocol",
    arguments: [
      (KafkaSecurity.none, "plaintext"), (KafkaSecurity(tls: .init()), "ssl"),
      (KafkaSecurity(credentials: SecurityTests.credentials), "sasl_plaintext"),
      (KafkaSecurity(tls: .init(), credentials: SecurityTests.credentials), "sasl_ssl"),
    ])
  func securityProtocol(security: KafkaSecurity, expected: String) async throws {
    var configuration = KafkaConfiguration.unreachable
    configuration.security = security
    let client = try ClientHandle(reading: configuration)
    #expect(client.property("security.protocol") == expected)
    await BlockingWork.run("martlet.kafka.test") { client.destroy() }
  }

  @Test("credentials, certificates and further properties reach librdkafka, and properties win")
  func properties() async throws {
    var configuration = KafkaConfiguration.unreachable
    configuration.security = KafkaSecurity(tls: .init(authorities: "/none"), credentials: Self.credentials)
    configuration.properties = ["security.protocol": "sasl_plaintext", "ssl.cipher.suites": "DEFAULT"]
    let client = try ClientHandle(reading: configuration)
    let expected = [
      "security.protocol": "sasl_plaintext", "sasl.mechanism": "SCRAM-SHA-512", "sasl.username": "ines",
      "ssl.ca.location": "/none", "ssl.endpoint.identification.algorithm": "https", "ssl.cipher.suites": "DEFAULT",
    ]
    for (name, value) in expected { #expect(client.property(name) == value, "\(name)") }
    await BlockingWork.run("martlet.kafka.test") { client.destroy() }
  }

  @Test("authorities that do not exist are an error")
  func missingAuthorities() throws {
    var configuration = KafkaConfiguration.unreachable
    configuration.security = KafkaSecurity(tls: .init(authorities: "/no/such/file"))
    let error = #expect(throws: KafkaError.self) { try KafkaProducer(configuration) }
    #expect(error?.message.contains("ssl.ca.location") == true)
  }

  @Test(
    "a broker that knows neither TLS nor SASL is named in the error",
    arguments: [KafkaSecurity(tls: .init()), KafkaSecurity(credentials: SecurityTests.credentials)])
  func plaintextBroker(security: KafkaSecurity) async throws {
    try await withMockCluster { _, defaults in
      var configuration = defaults.with(requestTimeout: .seconds(2))
      configuration.security = security
      let error = await #expect(throws: KafkaError.self) {
        try await KafkaAdmin(configuration).partitionCount(of: "birds")
      }
      #expect(error?.isUnreachable == true)
      #expect(error?.message.contains("127.0.0.1") == true)
      #expect(error?.message.contains("swordfish") == false)
    }
  }

  @Test("no description shows a password")
  func descriptions() {
    var configuration = KafkaConfiguration.unreachable
    configuration.security = KafkaSecurity(tls: .init(privateKeyPassword: "swordfish"), credentials: Self.credentials)
    configuration.properties["sasl.oauthbearer.client.secret"] = "swordfish"
    var text = "\(configuration)" + String(reflecting: configuration) + "\(configuration.security)"
    dump(configuration, to: &text)
    dump(configuration.security, to: &text)
    dump(Self.credentials, to: &text)
    #expect(!text.contains("swordfish"))
  }

  @Test("secrets are removed from messages, longer ones first")
  func removed() {
    var configuration = KafkaConfiguration.unreachable
    configuration.security = KafkaSecurity(credentials: Self.credentials)
    configuration.properties = ["ssl.key.password": "swordfish2", "ssl.keystore.password": "", "client.rack": "sword"]
    let secrets = Secrets(in: configuration)
    #expect(secrets.removed(from: "a swordfish2, a swordfish, a sword") == "a [secret], a [secret], a sword")
  }

  @Test("a refused secret is not in the error")
  func refusedSecret() {
    let configuration = KafkaConfiguration.unreachable.with(["no.such.password": "swordfish"])
    let error = #expect(throws: KafkaError.self) { try KafkaProducer(configuration) }
    #expect(error?.message.contains("swordfish") == false)
  }
}
