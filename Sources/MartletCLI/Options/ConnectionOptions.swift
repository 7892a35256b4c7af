import ArgumentParser
import Glibc
import RegistryClient

/// Which registry a command talks to.
struct ConnectionOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The registry's address; without it $MARTLET_REGISTRY, else $SCHEMA_REGISTRY_URL, else \(defaultURL).",
      valueName: "url"))
  var registry: String?

  static let defaultURL = "http://127.0.0.1:8081"

  /// A client for the registry. Nothing is sent before it is used.
  ///
  /// - Parameter given: the address where neither an option nor the environment names one.
  func client(default given: String? = nil) throws(CommandFailure) -> SchemaRegistryClient {
    let url = registry ?? Self.environment("MARTLET_REGISTRY") ?? Self.environment("SCHEMA_REGISTRY_URL")
    do {
      return SchemaRegistryClient(configuration: try ClientConfiguration(url: url ?? given ?? Self.defaultURL))
    } catch {
      throw CommandFailure(error)
    }
  }

  private static func environment(_ name: String) -> String? {
    guard let value = getenv(name) else { return nil }
    let text = String(cString: value)
    return text.isEmpty ? nil : text
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
