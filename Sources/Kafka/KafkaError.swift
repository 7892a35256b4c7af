import CKafka

/// Why Kafka, or the client library for it, did not do what was asked.
public struct KafkaError: Error, Hashable, Sendable {
  /// Which error it is.
  public let code: Code

  /// What happened, where, and what to do about it.
  public let message: String

  /// Whether the client is unusable from now on and must be replaced by a new one.
  public let isFatal: Bool

  /// Whether the current transaction cannot be committed any more and must be aborted.
  public let requiresAbort: Bool

  public init(code: Code, message: String, isFatal: Bool = false, requiresAbort: Bool = false) {
    self.code = code
    self.message = message
    self.isFatal = isFatal
    self.requiresAbort = requiresAbort
  }

  /// Whether a newer producer with the same transactional ID, or a newer member with the same instance ID, has taken
  /// this client's place.
  public var isFenced: Bool { Self.fenced.contains(code) }

  /// Whether no broker could be reached, or none answered in time.
  public var isUnreachable: Bool { Self.unreachable.contains(code) }

  /// Whether the same call may succeed when it is made again later.
  public var isRetriable: Bool { !isFatal && !requiresAbort && (isUnreachable || Self.retriable.contains(code)) }

  private static let unreachable: Set<Code> = [
    .transport, .allBrokersDown, .unresolvableHost, .timedOut, .messageTimedOut,
  ]

  private static let fenced: Set<Code> = [.fenced, .producerFenced, .invalidProducerEpoch, .fencedInstanceID]

  private static let retriable: Set<Code> = [
    .queueFull, .maximumPollExceeded, .waitingForCoordinator, .concurrentTransactions,
    .leaderNotAvailable, .notLeader, .requestTimedOut, .brokerNotAvailable, .replicaNotAvailable, .networkException,
    .coordinatorLoading, .coordinatorNotAvailable, .notCoordinator, .notEnoughReplicas, .rebalanceInProgress,
  ]
}

extension KafkaError: CustomStringConvertible {
  public var description: String { "\(message) [\(code)]" }
}

extension KafkaError {
  /// A code with librdkafka's own words for it, and what else is known.
  init(_ code: rd_kafka_resp_err_t, _ details: String? = nil, isFatal: Bool = false) {
    let summary = String(cString: rd_kafka_err2str(code))
    let message = details.map { $0.hasPrefix(summary) ? $0 : "\(summary): \($0)" } ?? summary
    self.init(code: Code(rawValue: code.rawValue), message: message, isFatal: isFatal)
  }

  /// Takes over an error object of librdkafka and frees it.
  init(consuming error: OpaquePointer, doing what: String) {
    self.init(
      code: Code(rawValue: rd_kafka_error_code(error).rawValue),
      message: "\(what): \(String(cString: rd_kafka_error_string(error)))",
      isFatal: rd_kafka_error_is_fatal(error) != 0, requiresAbort: rd_kafka_error_txn_requires_abort(error) != 0)
    rd_kafka_error_destroy(error)
  }

  static func closed(_ what: String) -> KafkaError {
    KafkaError(code: .closed, message: "The \(what) is closed: open a new one")
  }

  static func unreachable(_ configuration: KafkaConfiguration, reason: String?) -> KafkaError {
    KafkaError(
      code: .transport,
      message: "No Kafka broker could be reached at \(configuration.bootstrapServers) within "
        + "\(configuration.requestTimeout): \(reason ?? "no answer"). Check the address, and that the broker is running"
    )
  }
}
