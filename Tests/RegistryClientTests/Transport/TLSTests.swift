import Glibc
import NIOSSL
import RegistryClient
import RegistryTesting
import Testing

/// Certificates of an authority of our own, made by the openssl command for one run.
private final class TestCertificates: Sendable {
  let folder: TemporaryFolder

  init() async throws {
    folder = try TemporaryFolder()
    try await Self.openssl(
      "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=authority "
        + "-keyout \(path("ca.key")) -out \(path("ca.pem"))")
    for (name, extra) in [("server", "-addext subjectAltName=DNS:localhost,IP:127.0.0.1"), ("client", "")] {
      try await Self.openssl(
        "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=\(name) \(extra) "
          + "-addext basicConstraints=critical,CA:FALSE -CA \(path("ca.pem")) -CAkey \(path("ca.key")) "
          + "-keyout \(path("\(name).key")) -out \(path("\(name).pem"))")
    }
  }

  func path(_ name: String) -> String { "\(folder.path)/\(name)" }

  /// What a server shows; with `asks`, clients must show a certificate of the authority.
  func serverContext(asking asks: Bool) throws -> NIOSSLContext {
    var configuration = TLSConfiguration.makeServerConfiguration(
      certificateChain: try NIOSSLCertificate.fromPEMFile(path("server.pem")).map { .certificate($0) },
      privateKey: .privateKey(try NIOSSLPrivateKey(file: path("server.key"), format: .pem)))
    if asks {
      configuration.certificateVerification = .noHostnameVerification
      configuration.trustRoots = .certificates(try NIOSSLCertificate.fromPEMFile(path("ca.pem")))
    }
    return try NIOSSLContext(configuration: configuration)
  }

  static var areAvailable: Bool { access("/usr/bin/openssl", X_OK) == 0 }

  private static func openssl(_ arguments: String) async throws {
    try await ChildProcess.run(["openssl"] + arguments.split(separator: " ").map(String.init))
  }
}

@Suite(.enabled(if: TestCertificates.areAvailable, "the openssl command makes the certificates"))
struct TLSTests {
  private func client(_ server: ScriptedServer, _ tls: TLSSettings?) throws -> SchemaRegistryClient {
    var configuration = try ClientConfiguration(url: "https://localhost:\(server.port)")
    configuration.tls = tls
    configuration.retry = RetryPolicy(maximumRounds: 1)
    return SchemaRegistryClient(configuration: configuration)
  }

  @Test("a registry is trusted if the authority that was named vouches for it, and not otherwise")
  func authority() async throws {
    let certificates = try await TestCertificates()
    let server = try await ScriptedServer(tls: try certificates.serverContext(asking: false)) { _ in .answer(200, "[]")
    }
    let trusting = try client(server, TLSSettings(authorities: certificates.path("ca.pem")))
    #expect(try await trusting.subjects() == [])
    let error = await #expect(throws: ClientError.self) { try await client(server, nil).subjects() }
    #expect(error?.kind == .unreachable)
    #expect(error?.message.contains("authority that is trusted here") == true, "\(error?.message ?? "")")
  }

  @Test("a registry that wants to know its clients is shown a certificate")
  func mutual() async throws {
    let certificates = try await TestCertificates()
    let server = try await ScriptedServer(tls: try certificates.serverContext(asking: true)) { _ in .answer(200, "[]") }
    let known = try TLSSettings(
      authorities: certificates.path("ca.pem"), certificate: certificates.path("client.pem"),
      privateKey: certificates.path("client.key"))
    #expect(try await client(server, known).subjects() == [])
    let unknown = try TLSSettings(authorities: certificates.path("ca.pem"))
    let error = await #expect(throws: ClientError.self) { try await client(server, unknown).subjects() }
    #expect(error?.kind == .unreachable)
  }

  @Test("files that are no certificates are named")
  func files() throws {
    let folder = try TemporaryFolder()
    let file = try folder.file("x.pem", "nothing".utf8)
    for make: () throws -> TLSSettings in [
      { try TLSSettings(authorities: file) }, { try TLSSettings(authorities: folder.path + "/none") },
      { try TLSSettings(certificate: file, privateKey: file) }, { try TLSSettings(certificate: file) },
    ] {
      let error = #expect(throws: ClientError.self) { try make() }
      #expect(error?.kind == .invalidRequest)
    }
  }
}
