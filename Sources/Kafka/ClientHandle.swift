import CKafka

/// A client of librdkafka.
///
/// Unchecked, because a pointer is not `Sendable`. The invariant: librdkafka locks for itself, the pointer never
/// changes, and whoever makes the handle calls `destroy()` once, after the last other use of `pointer`.
final class ClientHandle: @unchecked Sendable {
  let pointer: OpaquePointer
  private let queue: OpaquePointer
  let events: ClientEvents
  let configuration: KafkaConfiguration

  /// Small requests that follow one another must not wait for the broker's system to acknowledge the one before,
  /// which takes it 40 ms. Kafka's Java client sends them at once too.
  private static let defaults = ["socket.nagle.disable": "true"]

  /// A client that asks and reads, and needs no settings of its own.
  ///
  /// - Throws: `invalidArgument` naming the property that librdkafka does not know or whose value it refuses.
  convenience init(reading configuration: KafkaConfiguration) throws(KafkaError) {
    try self.init(RD_KAFKA_CONSUMER, configuration)
  }

  /// - Parameter defaults: settings that the caller may override by `configuration.properties`.
  /// - Parameter required: settings that nothing overrides.
  /// - Parameter joinsGroup: whether a group gives the client its partitions.
  /// - Throws: `invalidArgument` naming the property that librdkafka does not know or whose value it refuses.
  init(
    _ type: rd_kafka_type_t,
    _ configuration: KafkaConfiguration,
    defaults: [String: String] = [:],
    required: [String: String] = [:],
    joinsGroup: Bool = false
  ) throws(KafkaError) {
    self.configuration = configuration
    events = ClientEvents(configuration)
    let settings: OpaquePointer = rd_kafka_conf_new()
    do throws(KafkaError) {
      for (name, advice) in KafkaConfiguration.reserved where configuration.properties[name] != nil {
        throw KafkaError(code: .invalidArgument, message: "Kafka property \(name) cannot be set: \(advice)")
      }
      try Self.apply(Self.defaults, to: settings)
      try Self.apply(defaults, to: settings)
      try Self.apply(configuration.security.properties, to: settings)
      try Self.apply(configuration.properties, to: settings)
      try Self.apply(required, to: settings)
      try Self.apply(
        ["bootstrap.servers": configuration.bootstrapServers, "client.id": configuration.clientID], to: settings)
    } catch {
      rd_kafka_conf_destroy(settings)
      throw error
    }
    events.install(
      on: settings, type: type, joinsGroup: joinsGroup, isDebugged: configuration.properties["debug"] != nil)
    var reason = [CChar](repeating: 0, count: 512)
    guard let pointer = rd_kafka_new(type, settings, &reason, reason.count) else {
      rd_kafka_conf_destroy(settings)
      throw KafkaError(code: .invalidArgument, message: "The Kafka client cannot be made: \(Self.text(reason))")
    }
    self.pointer = pointer
    // Only a consumer that has a group ID has a queue of its own.
    let consumerQueue = type == RD_KAFKA_CONSUMER ? rd_kafka_queue_get_consumer(pointer) : nil
    queue = consumerQueue ?? rd_kafka_queue_get_main(pointer)
  }

  /// Makes the poll that runs in another thread return, or the next one if none runs.
  func interruptPolling() {
    rd_kafka_queue_yield(queue)
  }

  /// An error of a call, with the reason behind it when the client has become unusable.
  func failure(_ code: rd_kafka_resp_err_t, _ what: String) -> KafkaError {
    guard code == RD_KAFKA_RESP_ERR__FATAL else { return KafkaError(code, what) }
    var reason = [CChar](repeating: 0, count: 512)
    let cause = rd_kafka_fatal_error(pointer, &reason, reason.count)
    return KafkaError(cause, "\(what): \(Self.text(reason)). Open a new client", isFatal: true)
  }

  /// An error for the records that could not be delivered and that nobody has asked about.
  func lostRecords() -> KafkaError? {
    let failures = events.unreadFailures
    guard failures.count > 0, let latest = failures.latest else { return nil }
    let records = failures.count == 1 ? "1 record" : "\(failures.count) records"
    return KafkaError(
      code: latest.code, message: "\(records) could not be delivered. The latest failure: \(latest.message)",
      isFatal: latest.isFatal)
  }

  /// What a setting is at last.
  func property(_ name: String) -> String? {
    var size = 512
    var value = [CChar](repeating: 0, count: size)
    guard rd_kafka_conf_get(rd_kafka_conf(pointer), name, &value, &size) == RD_KAFKA_CONF_OK else { return nil }
    return Self.text(value)
  }

  /// Waits for librdkafka's threads, so it must not run on one of Swift's. A consumer leaves its group before.
  func destroy() {
    rd_kafka_queue_destroy(queue)
    rd_kafka_destroy_flags(pointer, RD_KAFKA_DESTROY_F_NO_CONSUMER_CLOSE)
  }

  /// Asks the brokers for metadata, of a topic, of all or only to see that they answer. Blocks up to the request timeout.
  func metadata<Success>(
    of topic: String? = nil,
    ofAll: Bool = false,
    timeout: Duration? = nil,
    _ read: (rd_kafka_metadata) throws(KafkaError) -> Success
  ) throws(KafkaError) -> Success {
    let handle = try topic.map { name throws(KafkaError) in try topicHandle(name) }
    defer { handle.map { rd_kafka_topic_destroy($0) } }
    var answer: UnsafePointer<rd_kafka_metadata>?
    let limit = (timeout ?? configuration.requestTimeout).librdkafkaMilliseconds
    let code = rd_kafka_metadata(pointer, ofAll ? 1 : 0, handle, &answer, limit)
    guard code == RD_KAFKA_RESP_ERR_NO_ERROR, let answer else {
      _ = rd_kafka_poll(pointer, 0)  // lets the callback say what is wrong with the broker
      let error = KafkaError(code, "asking \(configuration.bootstrapServers) for metadata")
      throw error.isUnreachable ? .unreachable(configuration, reason: events.latestProblem) : error
    }
    defer { rd_kafka_metadata_destroy(answer) }
    return try read(answer.pointee)
  }

  /// Blocks until a broker answers, up to the request timeout, and looks at `isStopping` from time to time.
  func requireReachable(unless isStopping: () -> Bool) throws(KafkaError) {
    let deadline = ContinuousClock.now + configuration.requestTimeout
    var patience = Duration.seconds(1)
    while true {
      let remaining = ContinuousClock.now.duration(to: deadline)
      do throws(KafkaError) {
        return try metadata(timeout: min(patience, remaining)) { _ in }
      } catch {
        guard error.isUnreachable, remaining > patience, !isStopping() else { throw error }
        patience *= 2  // a slow broker needs one long wait rather than many short ones
      }
    }
  }

  /// - Throws: `unknownTopicOrPartition` when there is no such topic; unreachable brokers.
  func partitionCount(of topic: String) throws(KafkaError) -> Int32 {
    try metadata(of: topic) { answer throws(KafkaError) in
      guard answer.topic_cnt > 0, let found = answer.topics?.pointee else {
        throw KafkaError(code: .unknownTopicOrPartition, message: "There is no topic \(topic)")
      }
      guard found.err == RD_KAFKA_RESP_ERR_NO_ERROR else { throw KafkaError(found.err, "topic \(topic)") }
      return found.partition_cnt
    }
  }

  /// What is known about a topic; nil if there is none. To ask for all topics creates none, whatever the broker does with
  /// a name that it does not know.
  func description(of topic: String) throws(KafkaError) -> KafkaTopicDescription? {
    try metadata(ofAll: true) { answer throws(KafkaError) in
      let topics = UnsafeBufferPointer(start: answer.topics, count: Int(answer.topic_cnt))
      guard let found = topics.first(where: { String(cString: $0.topic) == topic }),
        found.err != RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART
      else { return nil }
      let partitions = UnsafeBufferPointer(start: found.partitions, count: Int(found.partition_cnt))
      return KafkaTopicDescription(
        partitionCount: found.partition_cnt, replicaCount: partitions.map(\.replica_cnt).min() ?? 0)
    }
  }

  /// Makes librdkafka ask for the topic's leaders. The caller destroys the object, before the client.
  func topicHandle(_ topic: String) throws(KafkaError) -> OpaquePointer {
    guard let handle = rd_kafka_topic_new(pointer, topic, nil) else {
      throw KafkaError(rd_kafka_last_error(), "topic \"\(topic)\"")
    }
    return handle
  }

  private static func apply(_ properties: [String: String], to settings: OpaquePointer) throws(KafkaError) {
    // In order of name, so that of several wrong properties always the same one is reported.
    for (name, value) in properties.sorted(by: { $0.key < $1.key }) {
      guard !name.utf8.contains(0), !value.utf8.contains(0) else {
        throw KafkaError(code: .invalidArgument, message: "Kafka property \(name) contains a NUL character")
      }
      var reason = [CChar](repeating: 0, count: 512)
      // librdkafka's words have the value in them.
      func words() -> String { Secrets.isSecret(name) ? "" : ". librdkafka says: \(text(reason))" }
      switch rd_kafka_conf_set(settings, name, value, &reason, reason.count) {
      case RD_KAFKA_CONF_OK: continue
      case RD_KAFKA_CONF_UNKNOWN:
        throw KafkaError(
          code: .invalidArgument,
          message: "There is no Kafka property \(name); properties are those of librdkafka's CONFIGURATION.md, such as "
            + "security.protocol, sasl.mechanism and ssl.ca.location")
      default:
        throw KafkaError(
          code: .invalidArgument, message: "Kafka property \(name) is refused\(words())")
      }
    }
  }

  private static func text(_ characters: [CChar]) -> String {
    String(decoding: characters.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
