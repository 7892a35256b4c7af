import ArgumentParser
import Glibc
import RegistryClient

/// Which registry a command talks to, and who it says to be.
///
/// Nothing that is secret is taken from the command line, which everybody on the machine can read.
struct ConnectionOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      The registry's address; several, or a list with commas, for its nodes. Without it $MARTLET_REGISTRY, else \
      $SCHEMA_REGISTRY_URL, else \(defaultURL).
      """,
      valueName: "url"))
  var registry: [String] = []

  @Option(
    help: ArgumentHelp(
      "A file with <name>:<password> for the registry; else $MARTLET_REGISTRY_USER holds that.", valueName: "file"))
  var userFile: String?

  @Option(
    help: ArgumentHelp(
      "A file with a bearer token for the registry; else $MARTLET_REGISTRY_TOKEN holds one.", valueName: "file"))
  var tokenFile: String?

  @Option(
    help: ArgumentHelp("The authorities that may vouch for the registry, as PEM; else the system's.", valueName: "file")
  )
  var caFile: String?

  @Option(help: ArgumentHelp("The certificate to show to the registry, as PEM.", valueName: "file"))
  var clientCertificate: String?

  @Option(help: ArgumentHelp("The private key of that certificate, as PEM.", valueName: "file"))
  var clientKey: String?

  @Option(
    help: ArgumentHelp(
      """
      The HTTP proxy to the registry, such as http://proxy.example:3128; else $MARTLET_REGISTRY_PROXY, where \
      <name>:<password>@ may stand in front of the host.
      """, valueName: "url"))
  var proxy: String?

  static let defaultURL = "http://127.0.0.1:8081"

  func validate() throws {
    if userFile != nil && tokenFile != nil {
      throw ValidationError("--user-file and --token-file are two ways to say who you are: leave one out.")
    }
    if (clientCertificate == nil) != (clientKey == nil) {
      throw ValidationError("--client-certificate and --client-key are of use only together.")
    }
    if proxy?.contains("@") == true {
      throw ValidationError("--proxy: others can read a password there; put the address into $MARTLET_REGISTRY_PROXY.")
    }
  }

  /// A client for the registry. Nothing is sent before it is used.
  ///
  /// - Parameter given: the address where neither an option nor the environment names one.
  func client(default given: String? = nil) throws(CommandFailure) -> SchemaRegistryClient {
    SchemaRegistryClient(configuration: try configuration(default: given))
  }

  /// How the registry is reached.
  func configuration(default given: String? = nil) throws(CommandFailure) -> ClientConfiguration {
    let credentials = try RegistrySecrets.credentials(userFile: userFile, tokenFile: tokenFile)
    do {
      var configuration = try ClientConfiguration(urls: urls(default: given))
      configuration.credentials = credentials
      if caFile != nil || clientCertificate != nil {
        configuration.tls = try TLSSettings(
          authorities: caFile, certificate: clientCertificate, privateKey: clientKey)
      }
      if let proxy = proxy ?? Environment.value("MARTLET_REGISTRY_PROXY") {
        configuration.proxy = try ProxySettings(proxy)
      }
      return configuration
    } catch {
      throw CommandFailure(error)
    }
  }

  private func urls(default given: String?) -> [String] {
    let named = Environment.value("MARTLET_REGISTRY") ?? Environment.value("SCHEMA_REGISTRY_URL")
    let texts = registry.isEmpty ? [named ?? given ?? Self.defaultURL] : registry
    return texts.flatMap { text in
      text.isEmpty ? [text] : text.split(separator: ",").map { String($0.drop { $0 == " " }) }
    }
  }
}

/// Runs a request and turns the registry's no into the command's.
func asking<Answer>(_ request: () async throws(ClientError) -> Answer) async throws(CommandFailure) -> Answer {
  do {
    return try await request()
  } catch {
    throw CommandFailure(error)
  }
}
