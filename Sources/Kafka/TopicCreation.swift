import CKafka

/// A CreateTopics request for one topic, in librdkafka's form.
struct TopicCreation {
  private let name: String
  private let request: OpaquePointer

  init(
    _ name: String, _ partitions: Int32, _ replicationFactor: Int32, _ settings: [String: String]
  ) throws(KafkaError) {
    guard !name.isEmpty, !name.utf8.contains(0), partitions > 0 else {
      throw KafkaError(
        code: .invalidArgument, message: "Topic \"\(name)\" with \(partitions) partitions cannot be created")
    }
    var reason = [CChar](repeating: 0, count: 256)
    guard let request = rd_kafka_NewTopic_new(name, partitions, replicationFactor, &reason, reason.count) else {
      let text = String(decoding: reason.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
      throw KafkaError(code: .invalidArgument, message: "Topic \"\(name)\" cannot be created: \(text)")
    }
    self.name = name
    self.request = request
    for (setting, value) in settings { rd_kafka_NewTopic_set_config(request, setting, value) }
  }

  func destroy() {
    rd_kafka_NewTopic_destroy(request)
  }

  /// Sends the request and blocks until the answer is there, or until the request timeout.
  func perform(with client: ClientHandle) throws(KafkaError) {
    let admin = AdminRequest(operation: RD_KAFKA_ADMIN_OP_CREATETOPICS, purpose: "creating topic \(name)")
    var requests: [OpaquePointer?] = [request]
    try admin.perform(with: client) { options, queue in
      rd_kafka_CreateTopics(client.pointer, &requests, 1, options, queue)
    } _: { (event) throws(KafkaError) in
      var count = 0
      guard let result = rd_kafka_event_CreateTopics_result(event) else { return }
      try admin.check(rd_kafka_CreateTopics_result_topics(result, &count), count: count)
    }
  }
}
