import ArgumentParser
import Kafka

/// Which Kafka cluster a command talks to.
struct BrokerOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Where the cluster is found: host:port, several with commas.", valueName: "host:port"))
  var brokers: String = "127.0.0.1:9092"

  @Option(
    help: ArgumentHelp(
      "A setting of librdkafka, such as security.protocol=SASL_SSL; may be given several times.",
      valueName: "name=value"))
  var property: [String] = []

  @Option(help: "How many seconds a record may take to be acknowledged, and at most 10 of them a broker to answer.")
  var timeout: Int = 30

  func validate() throws {
    if !(1...86_400).contains(timeout) { throw ValidationError("--timeout must be from 1 to 86400 seconds.") }
  }

  /// The settings of a client.
  func configuration() throws(CommandFailure) -> KafkaConfiguration {
    var properties: [String: String] = [:]
    for setting in property {
      guard let equals = setting.firstIndex(of: "=") else {
        throw CommandFailure(.usage, "--property \(setting): a setting looks like name=value")
      }
      properties[String(setting[..<equals])] = String(setting[setting.index(after: equals)...])
    }
    return KafkaConfiguration(
      bootstrapServers: brokers, deliveryTimeout: .seconds(timeout), requestTimeout: .seconds(min(timeout, 10)),
      properties: properties)
  }
}
