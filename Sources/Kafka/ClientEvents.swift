import CKafka
import Synchronization

/// What librdkafka tells a client by callbacks. No other file has any.
///
/// The callbacks run on the thread that polls the client or on one of librdkafka's, never on one of Swift's.
final class ClientEvents: Sendable {
  typealias RebalanceHandler =
    @Sendable (rd_kafka_resp_err_t, UnsafeMutablePointer<rd_kafka_topic_partition_list_t>) -> Void

  private struct State {
    var latestProblem: String?
    var brokersAreDown = false
    var unreadFailures = 0
    var latestFailure: KafkaError?
    var rebalanceHandler: RebalanceHandler?
  }

  private let state = Mutex(State())
  private let observer: (any KafkaObserver)?
  private let secrets: Secrets

  init(_ configuration: KafkaConfiguration) {
    observer = configuration.observer
    secrets = Secrets(in: configuration)
  }

  /// The newest trouble with a broker in librdkafka's words, such as "Connection refused" with the address.
  var latestProblem: String? { state.withLock { $0.latestProblem } }

  /// How many records could not be delivered without anybody knowing, because nobody waited or has asked since, and
  /// the newest failure.
  var unreadFailures: (count: Int, latest: KafkaError?) { state.withLock { ($0.unreadFailures, $0.latestFailure) } }

  func failureWasRead() {
    state.withLock { $0.unreadFailures = max(0, $0.unreadFailures - 1) }
  }

  /// Takes note that the caller knows of all failures up to now.
  func failuresWereRead() {
    state.withLock { $0.unreadFailures = 0 }
  }

  /// Whether librdkafka has reported all brokers as down since the last call of this function.
  func takeBrokersAreDown() -> Bool {
    state.withLock { state in
      defer { state.brokersAreDown = false }
      return state.brokersAreDown
    }
  }

  /// Has the changes of a member's partitions made by a function, until `nil` is given.
  func handleRebalances(_ handler: RebalanceHandler?) {
    state.withLock { $0.rebalanceHandler = handler }
  }

  /// Tells whoever observes the client.
  func report(_ level: KafkaLogEntry.Level, _ message: String) {
    observer?.clientLogged(KafkaLogEntry(level: level, subject: "MARTLET", message: secrets.removed(from: message)))
  }

  /// Makes a client with these settings report here. The client must not outlive this object.
  ///
  /// - Parameter joinsGroup: whether a group gives the client its partitions.
  func install(on settings: OpaquePointer, type: rd_kafka_type_t, joinsGroup: Bool, isDebugged: Bool) {
    rd_kafka_conf_set_opaque(settings, Unmanaged.passUnretained(self).toOpaque())
    rd_kafka_conf_set_error_cb(settings) { _, code, reason, opaque in
      ClientEvents.at(opaque)?.brokerProblem(rd_kafka_resp_err_t(rawValue: code), reason)
    }
    if observer != nil {
      rd_kafka_conf_set_log_cb(settings) { client, level, subject, text in
        ClientEvents.at(client.flatMap { rd_kafka_opaque($0) })?.logged(level, subject, text)
      }
      rd_kafka_conf_set_stats_cb(settings) { _, text, size, opaque in
        ClientEvents.at(opaque)?.measured(text, size)
        return 0
      }
    } else if !isDebugged {
      // Troubles become errors, so nothing is written to standard error, which belongs to the program. Who asks for
      // librdkafka's debug output wants to see it there.
      rd_kafka_conf_set_log_cb(settings, nil)
    }
    if type == RD_KAFKA_PRODUCER {
      rd_kafka_conf_set_dr_msg_cb(settings) { _, message, opaque in
        guard let message else { return }
        ClientEvents.at(opaque)?.delivered(message.pointee)
      }
    }
    if joinsGroup {
      rd_kafka_conf_set_rebalance_cb(settings) { _, code, list, opaque in
        guard let list else { return }
        ClientEvents.at(opaque)?.rebalanced(code, list)
      }
    }
  }

  private static func at(_ opaque: UnsafeMutableRawPointer?) -> ClientEvents? {
    opaque.map { Unmanaged<ClientEvents>.fromOpaque($0).takeUnretainedValue() }
  }

  private func brokerProblem(_ code: rd_kafka_resp_err_t, _ reason: UnsafePointer<CChar>?) {
    state.withLock { state in
      if code == RD_KAFKA_RESP_ERR__ALL_BROKERS_DOWN {
        // Its reason is only a count; the one before it says what is wrong with the brokers.
        state.brokersAreDown = true
      } else {
        state.latestProblem = reason.map { secrets.removed(from: String(cString: $0)) }
      }
    }
  }

  private func logged(_ level: Int32, _ subject: UnsafePointer<CChar>?, _ text: UnsafePointer<CChar>?) {
    guard let observer, let text else { return }
    let entry = KafkaLogEntry(
      level: KafkaLogEntry.Level(syslog: level), subject: subject.map { String(cString: $0) } ?? "",
      message: secrets.removed(from: String(cString: text)))
    observer.clientLogged(entry)
  }

  private func measured(_ text: UnsafeMutablePointer<CChar>?, _ size: Int) {
    guard let observer, let text else { return }
    text.withMemoryRebound(to: UInt8.self, capacity: size) { bytes in
      observer.clientMeasured(Array(UnsafeBufferPointer(start: bytes, count: size)))
    }
  }

  private func rebalanced(
    _ code: rd_kafka_resp_err_t, _ list: UnsafeMutablePointer<rd_kafka_topic_partition_list_t>
  ) {
    // Not under the lock: the handler waits for messages in hand.
    let handler = state.withLock { $0.rebalanceHandler }
    handler?(code, list)
  }

  /// librdkafka calls this once for each record that it accepted, so the reference it carries is released once.
  private func delivered(_ message: rd_kafka_message_t) {
    guard let reference = message._private else { return }
    let pending = Unmanaged<KafkaPendingDelivery>.fromOpaque(reference).takeRetainedValue()
    if message.err == RD_KAFKA_RESP_ERR_NO_ERROR {
      let offset = message.offset >= 0 ? message.offset : nil
      pending.settle(.success(KafkaDelivery(topic: pending.topic, partition: message.partition, offset: offset)))
    } else {
      let error = state.withLock { state in
        let error = Self.failure(message.err, topic: pending.topic, problem: state.latestProblem)
        state.unreadFailures += 1
        state.latestFailure = error
        return error
      }
      pending.settle(.failure(error))
    }
  }

  private static func failure(_ code: rd_kafka_resp_err_t, topic: String, problem: String?) -> KafkaError {
    let error = KafkaError(code, "a record for topic \(topic) was not delivered")
    guard error.isUnreachable, let problem else { return error }
    return KafkaError(code: error.code, message: "\(error.message). Latest trouble with a broker: \(problem)")
  }
}
