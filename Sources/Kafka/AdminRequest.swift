import CKafka

/// A request that only administrators make, and the wait for its answer.
struct AdminRequest {
  let operation: rd_kafka_admin_op_t
  /// What is asked for, as part of a sentence: "creating topic birds".
  let purpose: String

  /// Sends the request and blocks until the answer is there, or until the request timeout.
  ///
  /// - Parameters:
  ///   - send: given the options and the queue for the answer.
  ///   - read: given the event with the answer.
  func perform<Answer>(
    with client: ClientHandle, _ send: (_ options: OpaquePointer?, _ queue: OpaquePointer) -> Void,
    _ read: (_ event: OpaquePointer) throws(KafkaError) -> Answer
  ) throws(KafkaError) -> Answer {
    let queue: OpaquePointer = rd_kafka_queue_new(client.pointer)
    defer { rd_kafka_queue_destroy(queue) }
    let timeout = client.configuration.requestTimeout.librdkafkaMilliseconds
    let options = rd_kafka_AdminOptions_new(client.pointer, operation)
    defer { rd_kafka_AdminOptions_destroy(options) }
    rd_kafka_AdminOptions_set_request_timeout(options, timeout, nil, 0)
    // Not every request has such a time.
    rd_kafka_AdminOptions_set_operation_timeout(options, timeout, nil, 0)
    send(options, queue)
    // librdkafka keeps the request timeout itself; a second more tells its answer from none.
    guard let event = rd_kafka_queue_poll(queue, timeout &+ 1000) else {
      throw KafkaError(code: .timedOut, message: "No answer to \(purpose)")
    }
    defer { rd_kafka_event_destroy(event) }
    try check(rd_kafka_event_error(event), rd_kafka_event_error_string(event))
    return try read(event)
  }

  /// - Throws: the error that an answer, or a part of it, has.
  func check(_ code: rd_kafka_resp_err_t, _ details: UnsafePointer<CChar>?) throws(KafkaError) {
    guard code != RD_KAFKA_RESP_ERR_NO_ERROR else { return }
    let details = details.map { ": \(String(cString: $0))" } ?? ""
    throw KafkaError(code, "\(purpose)\(details)")
  }

  /// - Throws: the error that one of the topics has.
  func check(
    _ topics: UnsafeMutablePointer<OpaquePointer?>?, count: Int
  ) throws(KafkaError) {
    for topic in UnsafeBufferPointer(start: topics, count: count) {
      try check(rd_kafka_topic_result_error(topic), rd_kafka_topic_result_error_string(topic))
    }
  }
}
