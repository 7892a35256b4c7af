import NIOSSL

/// How a registry is known to be the right one, and how the client shows who it is, over `https`.
public struct TLSSettings: Sendable {
  let configuration: TLSConfiguration

  /// Settings from PEM files, which are read here.
  ///
  /// - Parameters:
  ///   - authorities: the certificates of the authorities that may vouch for the registry; nil for those that the
  ///     system trusts.
  ///   - certificate: the client's own certificate with what it was issued by, for mutual TLS; nil for none.
  ///   - privateKey: the key that belongs to it.
  /// - Throws: `ClientError.invalidRequest` naming the file that cannot be used.
  public init(authorities: String? = nil, certificate: String? = nil, privateKey: String? = nil) throws(ClientError) {
    var configuration = TLSConfiguration.makeClientConfiguration()
    if let authorities {
      configuration.trustRoots = .certificates(try Self.certificates(authorities))
    }
    switch (certificate, privateKey) {
    case (nil, nil): break
    case (let certificate?, let privateKey?):
      configuration.certificateChain = try Self.certificates(certificate).map { .certificate($0) }
      configuration.privateKey = .privateKey(try Self.privateKey(privateKey))
    default:
      throw ClientError(.invalidRequest, "a client's certificate and its key are of use only together")
    }
    self.configuration = configuration
  }

  private static func certificates(_ path: String) throws(ClientError) -> [NIOSSLCertificate] {
    do {
      let certificates = try NIOSSLCertificate.fromPEMFile(path)
      if !certificates.isEmpty { return certificates }
    } catch {
      throw ClientError(.invalidRequest, "\(path): there is no certificate in PEM form to be read (\(error))")
    }
    throw ClientError(.invalidRequest, "\(path): there is no certificate in PEM form")
  }

  private static func privateKey(_ path: String) throws(ClientError) -> NIOSSLPrivateKey {
    do {
      return try NIOSSLPrivateKey(file: path, format: .pem)
    } catch {
      throw ClientError(.invalidRequest, "\(path): there is no private key in PEM form to be read (\(error))")
    }
  }
}
