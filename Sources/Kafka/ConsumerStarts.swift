import CKafka

/// Where a consumer without a group starts in its partitions.
struct ConsumerStarts {
  private var offsets: [(partition: TopicPartition, offset: Int64)] = []

  /// For partitions to be read from a time on: that time.
  private(set) var earliest: [TopicPartition: Int64] = [:]

  mutating func add(_ start: KafkaPartitionStart) {
    let partition = TopicPartition(topic: start.topic, partition: start.partition)
    switch start.offset {
    case .beginning: offsets.append((partition, Int64(RD_KAFKA_OFFSET_BEGINNING)))
    case .end: offsets.append((partition, Int64(RD_KAFKA_OFFSET_END)))
    case .at(let offset): offsets.append((partition, offset))
    case .timestamp(let time): earliest[partition] = max(0, time)
    }
  }

  /// Makes the client read the partitions. Blocks, up to the request timeout, when times must be looked up.
  func assign(to client: ClientHandle) throws(KafkaError) {
    let code = TopicPartition.withList(offsets + (try lookUpTimes(client))) { rd_kafka_assign(client.pointer, $0) }
    guard code == RD_KAFKA_RESP_ERR_NO_ERROR else { throw client.failure(code, "assigning partitions") }
  }

  private func lookUpTimes(
    _ client: ClientHandle
  ) throws(KafkaError) -> [(partition: TopicPartition, offset: Int64)] {
    guard !earliest.isEmpty else { return [] }
    let timeout = client.configuration.requestTimeout.librdkafkaMilliseconds
    // First the ends: a record that comes after the question about times must not be passed over.
    var ends: [TopicPartition: Int64] = [:]
    for partition in earliest.keys {
      var low: Int64 = 0
      var high: Int64 = 0
      let code = rd_kafka_query_watermark_offsets(
        client.pointer, partition.topic, partition.partition, &low, &high, timeout)
      guard code == RD_KAFKA_RESP_ERR_NO_ERROR else { throw client.failure(code, "asking for the end of \(partition)") }
      ends[partition] = high
    }
    let answer: Result<[(TopicPartition, Int64)], KafkaError> = TopicPartition.withList(
      earliest.map { (partition: $0.key, offset: $0.value) }
    ) { list in
      let code = rd_kafka_offsets_for_times(client.pointer, list, timeout)
      guard code == RD_KAFKA_RESP_ERR_NO_ERROR else { return .failure(client.failure(code, "looking up times")) }
      var offsets: [(TopicPartition, Int64)] = []
      for element in UnsafeBufferPointer(start: list.pointee.elems, count: Int(list.pointee.cnt)) {
        let partition = TopicPartition(topic: String(cString: element.topic), partition: element.partition)
        guard element.err == RD_KAFKA_RESP_ERR_NO_ERROR else {
          return .failure(client.failure(element.err, "looking up a time in \(partition)"))
        }
        offsets.append((partition, element.offset >= 0 ? element.offset : ends[partition] ?? 0))
      }
      return .success(offsets)
    }
    return try answer.get()
  }
}
