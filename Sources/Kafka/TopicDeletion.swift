import CKafka

/// A DeleteTopics request for one topic, in librdkafka's form.
enum TopicDeletion {
  /// Sends the request and blocks until the answer is there, or until the request timeout.
  static func perform(of topic: String, with client: ClientHandle) throws(KafkaError) {
    guard let request = rd_kafka_DeleteTopic_new(topic) else {
      throw KafkaError(code: .invalidArgument, message: "Topic \"\(topic)\" cannot be deleted")
    }
    defer { rd_kafka_DeleteTopic_destroy(request) }
    let admin = AdminRequest(operation: RD_KAFKA_ADMIN_OP_DELETETOPICS, purpose: "deleting topic \(topic)")
    var requests: [OpaquePointer?] = [request]
    try admin.perform(with: client) { options, queue in
      rd_kafka_DeleteTopics(client.pointer, &requests, 1, options, queue)
    } _: { (event) throws(KafkaError) in
      var count = 0
      guard let result = rd_kafka_event_DeleteTopics_result(event) else { return }
      try admin.check(rd_kafka_DeleteTopics_result_topics(result, &count), count: count)
    }
  }
}
