import ArgumentParser
import Glibc
import Kafka

/// Which Kafka cluster a command talks to.
struct BrokerOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      Where the cluster is found: host:port, several with commas; without it bootstrap.servers of --properties, else \
      $MARTLET_BROKERS, else \(defaultBrokers).
      """, valueName: "host:port"))
  var brokers: String?

  @Option(
    help: ArgumentHelp(
      "A setting of librdkafka, such as security.protocol=SASL_SSL; may be given several times.",
      valueName: "name=value"))
  var property: [String] = []

  @Option(
    help: ArgumentHelp(
      "A file of such settings, one a line, # for remarks: the place for passwords, which others see in a command line.",
      valueName: "file"))
  var properties: String?

  @Option(help: "How many seconds a record may take to be acknowledged, and at most 10 of them a broker to answer.")
  var timeout: Int = 30

  static let defaultBrokers = "127.0.0.1:9092"
  private static let maximumFileBytes = 1 << 20

  func validate() throws {
    if !(1...86_400).contains(timeout) { throw ValidationError("--timeout must be from 1 to 86400 seconds.") }
  }

  /// The settings of a client: those of the file, and over them those of the command line.
  func configuration() async throws(CommandFailure) -> KafkaConfiguration {
    var settings: [String: String] = [:]
    if let properties {
      let bytes = try await FileChannel.reading(properties).readAll(limit: Self.maximumFileBytes)
      for (number, line) in String(decoding: bytes, as: UTF8.self).split(
        omittingEmptySubsequences: false, whereSeparator: \.isNewline
      ).enumerated() {
        let line = line.drop(while: \.isWhitespace)
        if line.isEmpty || line.hasPrefix("#") { continue }
        // The line itself is not shown: it may be a password.
        guard let (name, value) = Self.setting(line) else {
          throw CommandFailure(.usage, "\(properties):\(number + 1): a setting looks like name=value")
        }
        settings[name] = value
      }
    }
    for argument in property {
      guard let (name, value) = Self.setting(argument[...]) else {
        throw CommandFailure(.usage, "--property \(argument): a setting looks like name=value")
      }
      settings[name] = value
    }
    let inFile = settings.removeValue(forKey: "bootstrap.servers")
    return KafkaConfiguration(
      bootstrapServers: brokers ?? inFile ?? Self.environment ?? Self.defaultBrokers,
      deliveryTimeout: .seconds(timeout), requestTimeout: .seconds(min(timeout, 10)), properties: settings)
  }

  private static func setting(_ text: Substring) -> (String, String)? {
    guard let equals = text.firstIndex(of: "=") else { return nil }
    let name = text[..<equals].reversed().drop(while: \.isWhitespace).reversed()
    let value = text[text.index(after: equals)...].drop(while: \.isWhitespace)
    return (String(name), String(value.reversed().drop(while: \.isWhitespace).reversed()))
  }

  private static var environment: String? {
    getenv("MARTLET_BROKERS").map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
  }
}
