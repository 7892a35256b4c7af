import CKafka

/// A DescribeConfigs request for one topic, in librdkafka's form.
enum TopicSettings {
  /// Sends the request and blocks until the answer is there, or until the request timeout.
  ///
  /// - Returns: the settings by Kafka's names ("Topic Configs"), those by default too.
  static func read(of topic: String, with client: ClientHandle) throws(KafkaError) -> [String: String] {
    guard let resource = rd_kafka_ConfigResource_new(RD_KAFKA_RESOURCE_TOPIC, topic) else {
      throw KafkaError(code: .invalidArgument, message: "Topic \"\(topic)\" cannot be asked for")
    }
    defer { rd_kafka_ConfigResource_destroy(resource) }
    let request = AdminRequest(
      operation: RD_KAFKA_ADMIN_OP_DESCRIBECONFIGS, purpose: "asking for the settings of topic \(topic)")
    var resources: [OpaquePointer?] = [resource]
    return try request.perform(with: client) { options, queue in
      rd_kafka_DescribeConfigs(client.pointer, &resources, 1, options, queue)
    } _: { (event) throws(KafkaError) in
      var count = 0
      guard let result = rd_kafka_event_DescribeConfigs_result(event),
        let described = rd_kafka_DescribeConfigs_result_resources(result, &count)
      else { return [:] }
      var settings: [String: String] = [:]
      for resource in UnsafeBufferPointer(start: described, count: count) {
        try request.check(rd_kafka_ConfigResource_error(resource), rd_kafka_ConfigResource_error_string(resource))
        var entryCount = 0
        let entries = rd_kafka_ConfigResource_configs(resource, &entryCount)
        for entry in UnsafeBufferPointer(start: entries, count: entryCount) {
          guard let name = rd_kafka_ConfigEntry_name(entry), let value = rd_kafka_ConfigEntry_value(entry) else {
            continue
          }
          settings[String(cString: name)] = String(cString: value)
        }
      }
      return settings
    }
  }
}
