import CKafka

extension ClientHandle {
  /// The starts with offsets in the place of times. Blocks up to the request timeout.
  ///
  /// - Throws: `KafkaError`: unreachable brokers, or a partition that cannot be asked.
  func resolvingTimes(_ starts: [KafkaPartitionStart]) throws(KafkaError) -> [KafkaPartitionStart] {
    let asked = starts.compactMap { start -> (TopicPartition, Int64)? in
      guard case .timestamp(let time) = start.offset else { return nil }
      return (TopicPartition(topic: start.topic, partition: start.partition), time)
    }
    if asked.isEmpty { return starts }
    let limit = configuration.requestTimeout.librdkafkaMilliseconds
    let (code, found) = TopicPartition.withList(asked) { list in
      let code = rd_kafka_offsets_for_times(pointer, list, limit)
      return (
        code, UnsafeBufferPointer(start: list.pointee.elems, count: Int(list.pointee.cnt)).map { ($0.offset, $0.err) }
      )
    }
    guard code == RD_KAFKA_RESP_ERR_NO_ERROR else { throw failure(code, "looking for offsets by time") }
    var offsets: [TopicPartition: KafkaOffset] = [:]
    for ((partition, _), (offset, code)) in zip(asked, found) {
      guard code == RD_KAFKA_RESP_ERR_NO_ERROR else {
        throw failure(code, "looking for an offset by time in \(partition.topic)/\(partition.partition)")
      }
      // Where all records are older there is no offset.
      offsets[partition] = offset < 0 ? .end : .at(offset)
    }
    return starts.map { start in
      var start = start
      start.offset = offsets[TopicPartition(topic: start.topic, partition: start.partition)] ?? start.offset
      return start
    }
  }
}
