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
    let queue: OpaquePointer = rd_kafka_queue_new(client.pointer)
    defer { rd_kafka_queue_destroy(queue) }
    let timeout = client.configuration.requestTimeout.librdkafkaMilliseconds
    let options = rd_kafka_AdminOptions_new(client.pointer, RD_KAFKA_ADMIN_OP_CREATETOPICS)
    defer { rd_kafka_AdminOptions_destroy(options) }
    rd_kafka_AdminOptions_set_request_timeout(options, timeout, nil, 0)
    rd_kafka_AdminOptions_set_operation_timeout(options, timeout, nil, 0)
    var requests: [OpaquePointer?] = [request]
    rd_kafka_CreateTopics(client.pointer, &requests, 1, options, queue)
    // librdkafka keeps the request timeout itself; a second more tells its answer from none.
    guard let event = rd_kafka_queue_poll(queue, timeout &+ 1000) else {
      throw KafkaError(code: .timedOut, message: "No answer to the creation of topic \(name)")
    }
    defer { rd_kafka_event_destroy(event) }
    try check(rd_kafka_event_error(event), rd_kafka_event_error_string(event))
    var count = 0
    guard let result = rd_kafka_event_CreateTopics_result(event),
      let topics = rd_kafka_CreateTopics_result_topics(result, &count)
    else { return }
    for topic in UnsafeBufferPointer(start: topics, count: count) {
      try check(rd_kafka_topic_result_error(topic), rd_kafka_topic_result_error_string(topic))
    }
  }

  private func check(_ code: rd_kafka_resp_err_t, _ details: UnsafePointer<CChar>?) throws(KafkaError) {
    guard code != RD_KAFKA_RESP_ERR_NO_ERROR else { return }
    let details = details.map { ": \(String(cString: $0))" } ?? ""
    throw KafkaError(code, "creating topic \(name)\(details)")
  }
}
