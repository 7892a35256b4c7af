import Kafka
import RegistryTesting

extension BrokerProcess {
  /// A group's members join after half of the session's timeout, which is 45 seconds if nothing is said.
  var configuration: KafkaConfiguration {
    KafkaConfiguration(
      bootstrapServers: address, properties: ["session.timeout.ms": "6000", "fetch.wait.max.ms": "20"])
  }
}
