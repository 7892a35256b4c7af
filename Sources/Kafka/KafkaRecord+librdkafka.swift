import CKafka

extension KafkaRecord {
  /// Refuses what librdkafka would cut short or take for something else.
  func validate() throws(KafkaError) {
    let problem: String? =
      if topic.isEmpty || topic.utf8.contains(0) {
        "the topic is empty or contains a NUL character"
      } else if headers.contains(where: { $0.name.utf8.contains(0) }) {
        "a header's name contains a NUL character"
      } else if let partition, partition < 0 {
        "partition \(partition) is negative"
      } else if let timestamp, timestamp < 0 {
        "timestamp \(timestamp) is before 1970"
      } else {
        nil
      }
    if let problem {
      throw KafkaError(code: .invalidArgument, message: "The record cannot be sent: \(problem)")
    }
  }

  /// Copies the record into the client's queue. Never blocks.
  ///
  /// - Parameter reference: comes back with the delivery report, if and only if the answer is "no error".
  func produce(
    on client: OpaquePointer, topic: OpaquePointer, reference: UnsafeMutableRawPointer
  ) -> rd_kafka_resp_err_t {
    let list = makeHeaders()
    let code = Self.withBytes(key) { key, keySize in
      Self.withBytes(value) { value, valueSize in
        martlet_kafka_produce(
          client, topic, partition ?? RD_KAFKA_PARTITION_UA, timestamp ?? 0, key, keySize, value, valueSize, list,
          reference)
      }
    }
    if code != RD_KAFKA_RESP_ERR_NO_ERROR, let list { rd_kafka_headers_destroy(list) }
    return code
  }

  private func makeHeaders() -> OpaquePointer? {
    guard !headers.isEmpty, let list = rd_kafka_headers_new(headers.count) else { return nil }
    for header in headers {
      _ = Self.withBytes(header.value) { value, size in
        rd_kafka_header_add(list, header.name, -1, value, size)
      }
    }
    return list
  }

  /// To librdkafka a null pointer is a null value, so an empty array must not become one.
  private static func withBytes<Success>(
    _ bytes: [UInt8]?, _ body: (UnsafeRawPointer?, Int) -> Success
  ) -> Success {
    guard let bytes else { return body(nil, 0) }
    guard !bytes.isEmpty else { return withUnsafeBytes(of: UInt8(0)) { body($0.baseAddress, 0) } }
    return bytes.withUnsafeBytes { body($0.baseAddress, $0.count) }
  }
}
