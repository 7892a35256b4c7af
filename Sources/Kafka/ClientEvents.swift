import CKafka
import Synchronization

/// What librdkafka tells a client by callbacks. No other file has any.
///
/// The callbacks run on the thread that polls the client, never on one of Swift's.
final class ClientEvents: Sendable {
  private struct State {
    var latestProblem: String?
    var brokersAreDown = false
    var unreadFailures = 0
    var latestFailure: KafkaError?
  }

  private let state = Mutex(State())

  /// The newest trouble with a broker in librdkafka's words, such as "Connection refused" with the address.
  var latestProblem: String? { state.withLock { $0.latestProblem } }

  /// How many records could not be delivered without anybody knowing, because nobody waited or has asked since, and
  /// the newest failure.
  var unreadFailures: (count: Int, latest: KafkaError?) { state.withLock { ($0.unreadFailures, $0.latestFailure) } }

  func failureWasRead() {
    state.withLock { $0.unreadFailures -= 1 }
  }

  /// Whether librdkafka has reported all brokers as down since the last call of this function.
  func takeBrokersAreDown() -> Bool {
    state.withLock { state in
      defer { state.brokersAreDown = false }
      return state.brokersAreDown
    }
  }

  /// Makes a client with these settings report here. The client must not outlive this object.
  func install(on settings: OpaquePointer, type: rd_kafka_type_t) {
    rd_kafka_conf_set_opaque(settings, Unmanaged.passUnretained(self).toOpaque())
    rd_kafka_conf_set_error_cb(settings) { _, code, reason, opaque in
      ClientEvents.at(opaque)?.brokerProblem(rd_kafka_resp_err_t(rawValue: code), reason)
    }
    if type == RD_KAFKA_PRODUCER {
      rd_kafka_conf_set_dr_msg_cb(settings) { _, message, opaque in
        guard let message else { return }
        ClientEvents.at(opaque)?.delivered(message.pointee)
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
        state.latestProblem = reason.map { String(cString: $0) }
      }
    }
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
