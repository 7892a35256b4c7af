import ArgumentParser
import RegistryClient

/// Which registry a command talks to, and how.
struct ConnectionOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      The registry's address; several, or a list with commas, for its nodes. Without it $MARTLET_REGISTRY, else \
      $SCHEMA_REGISTRY_URL, else \(defaultURL).
      """,
      valueName: "url"))
  var registry: [String] = []

  @OptionGroup var access: AccessOptions<OnlyRegistry>

  static let defaultURL = "http://127.0.0.1:8081"

  /// A client for the registry. Nothing is sent before it is used.
  ///
  /// - Parameter given: the address where neither an option nor the environment names one.
  func client(default given: String? = nil) throws(CommandFailure) -> SchemaRegistryClient {
    SchemaRegistryClient(configuration: try configuration(default: given))
  }

  /// How the registry is reached.
  func configuration(default given: String? = nil) throws(CommandFailure) -> ClientConfiguration {
    try access.configuration(urls: urls(default: given))
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
