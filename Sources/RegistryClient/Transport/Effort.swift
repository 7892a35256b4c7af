import SchemaCore

/// What came of the attempts to have a request answered so far.
struct Effort {
  /// When to stop trying.
  let deadline: ContinuousClock.Instant
  /// An answer that another attempt might better, but none has.
  var unfit: Transport.Outcome?
  /// The answer of a node that has not found something, perhaps because it is behind.
  var missing: Transport.Outcome?
  /// True if an attempt whose answer was lost may have done what is asked for.
  var mayHaveBeenDone = false
  /// How long servers want to be left alone.
  var retryAfter: Duration = .zero
  /// What each address failed with last, in the order of the first failures.
  private var failures: [(url: String, reason: String)] = []

  init(deadline: ContinuousClock.Instant) {
    self.deadline = deadline
  }

  /// Takes note of a failure after which others may be asked.
  ///
  /// - Throws: `ClientError` if nobody else is to be asked.
  mutating func note(
    _ failure: ExchangeFailure, of request: RegistryRequest, at url: String
  ) throws(ClientError) {
    switch failure.kind {
    case .cancelled: throw .cancelled
    case .invalid: throw ClientError(.invalidRequest, "\"\(url)\" is not the address of a registry")
    case .tooLarge: throw ClientError(.unintelligible, "\(url): \(failure.reason)")
    case .notSent: break
    case .answerLost:
      if request.repetition == .never {
        throw ClientError(
          .outcomeUnknown,
          "\(url) gave no answer to \(request.method.rawValue) \(request.target): \(failure.reason); "
            + "it may have been carried out, so that it is not tried again")
      }
      mayHaveBeenDone = true
    }
    if let place = failures.firstIndex(where: { $0.url == url }) {
      failures[place].reason = failure.reason
    } else {
      failures.append((url, failure.reason))
    }
  }

  /// What there is in the end: an answer that is not as good as it might be, or none.
  ///
  /// - Throws: `ClientError` of kind `unreachable`.
  func end(wasShortOfTime: Bool = false) throws(ClientError) -> Transport.Outcome {
    if let answer = missing ?? unfit { return answer }
    let places = failures.map { "\($0.url): \($0.reason)" }.joined(separator: ", nor at ")
    if places.isEmpty { throw ClientError(.unreachable, "no schema registry answers: it took too long") }
    let rest = wasShortOfTime ? "; there was no time to try again" : ""
    throw ClientError(.unreachable, "no schema registry answers at \(places); is it running there?\(rest)")
  }
}
