import CKafka

extension KafkaMessage {
  /// Copies a fetched message, because librdkafka frees its memory with it.
  init(copying message: UnsafeMutablePointer<rd_kafka_message_t>, topic: String) {
    let raw = message.pointee
    var kind = RD_KAFKA_TIMESTAMP_NOT_AVAILABLE
    let timestamp = rd_kafka_message_timestamp(message, &kind)
    self.init(
      topic: topic,
      partition: raw.partition,
      offset: raw.offset,
      key: Self.bytes(raw.key, count: raw.key_len),
      value: Self.bytes(raw.payload, count: raw.len),
      headers: Self.headers(of: message),
      timestamp: kind == RD_KAFKA_TIMESTAMP_NOT_AVAILABLE ? nil : timestamp)
  }

  /// The bytes that the message holds in memory, as far as they vary.
  var size: Int {
    (key?.count ?? 0) + (value?.count ?? 0)
      + headers.reduce(0) { $0 + $1.name.utf8.count + ($1.value?.count ?? 0) }
  }

  private static func headers(of message: UnsafeMutablePointer<rd_kafka_message_t>) -> [KafkaHeader] {
    var list: OpaquePointer?
    guard rd_kafka_message_headers(message, &list) == RD_KAFKA_RESP_ERR_NO_ERROR, let list else { return [] }
    var headers: [KafkaHeader] = []
    headers.reserveCapacity(rd_kafka_header_cnt(list))
    var name: UnsafePointer<CChar>?
    var value: UnsafeRawPointer?
    var size = 0
    while rd_kafka_header_get_all(list, headers.count, &name, &value, &size) == RD_KAFKA_RESP_ERR_NO_ERROR, let name {
      headers.append(KafkaHeader(name: String(cString: name), value: bytes(value, count: size)))
    }
    return headers
  }

  private static func bytes(_ start: UnsafeRawPointer?, count: Int) -> [UInt8]? {
    start.map { [UInt8](UnsafeRawBufferPointer(start: $0, count: count)) }
  }
}
