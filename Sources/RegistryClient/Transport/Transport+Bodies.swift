import RegistryAPI
import SchemaCore

extension Transport {
  /// The body that the registry answers with.
  ///
  /// - Throws: `ClientError`.
  func body<Body: JSONBody>(_ request: RegistryRequest, as type: Body.Type = Body.self) async throws(ClientError)
    -> Body
  {
    try read(try await success(request), of: request)
  }

  /// The body that the registry answers with; nil if it says no because an earlier attempt, whose answer was lost, has
  /// done what this one was to do.
  ///
  /// - Throws: `ClientError`.
  func bodyUnlessDone<Body: JSONBody>(
    _ request: RegistryRequest, as type: Body.Type = Body.self
  ) async throws(ClientError) -> Body? {
    let outcome = try await outcome(of: request)
    if isDone(outcome, request) { return nil }
    return try read(try success(outcome, of: request), of: request)
  }

  /// The body that the registry answers with; nil if it has nothing at the path, or does not know the path.
  ///
  /// - Throws: `ClientError`.
  func bodyIfAny<Body: JSONBody>(
    _ request: RegistryRequest, as type: Body.Type = Body.self
  ) async throws(ClientError) -> Body? {
    let outcome = try await outcome(of: request)
    if [404, 405].contains(outcome.answer.status) { return nil }
    return try read(try success(outcome, of: request), of: request)
  }

  /// The text that the registry answers with.
  ///
  /// - Throws: `ClientError`.
  func text(_ request: RegistryRequest) async throws(ClientError) -> String {
    let outcome = try await success(request)
    guard let text = String(validating: outcome.answer.body, as: UTF8.self) else {
      throw ClientError(.unintelligible, "\(outcome.url) answers \(request.target) with a text that is not UTF-8")
    }
    return text
  }

  /// Has the registry do something whose answer says nothing.
  ///
  /// - Throws: `ClientError`.
  func perform(_ request: RegistryRequest) async throws(ClientError) {
    let outcome = try await outcome(of: request)
    if !isDone(outcome, request) { _ = try success(outcome, of: request) }
  }

  private func read<Body: JSONBody>(_ outcome: Outcome, of request: RegistryRequest) throws(ClientError) -> Body {
    do {
      return try Body(bytes: outcome.answer.body)
    } catch {
      throw ClientError(
        .unintelligible,
        "\(outcome.url) answers \(request.method.rawValue) \(request.target) as no schema registry does: \(error)")
    }
  }

  private func isDone(_ outcome: Outcome, _ request: RegistryRequest) -> Bool {
    guard case .checked(let codes) = request.repetition, outcome.mayBeRepeated,
      case .refused(_, let code) = refusal(outcome, of: request).kind
    else { return false }
    return codes.contains(APIErrorCode(rawValue: code))
  }

  private func success(_ request: RegistryRequest) async throws(ClientError) -> Outcome {
    try success(try await outcome(of: request), of: request)
  }

  /// An answer that is no refusal.
  private func success(_ outcome: Outcome, of request: RegistryRequest) throws(ClientError) -> Outcome {
    if (200..<300).contains(outcome.answer.status) { return outcome }
    throw refusal(outcome, of: request)
  }

  private func refusal(_ outcome: Outcome, of request: RegistryRequest) -> ClientError {
    let status = outcome.answer.status
    // Something else than a registry may answer with a page instead of an error's body.
    guard let body = try? JSONParser.parse(outcome.answer.body), body.object?["message"] != nil else {
      if status == 401 || status == 403 {
        return ClientError(.refused(status: status, code: status), "\(outcome.url) does not let this client in")
      }
      return ClientError(
        .unintelligible, "\(outcome.url) answers with HTTP status \(status); is this a schema registry?")
    }
    let error = APIError(status: status, json: body)
    var message = error.message
    if outcome.mayBeRepeated, case .checked = request.repetition {
      message += " (an earlier attempt, whose answer was lost, may have been carried out)"
    }
    return ClientError(
      .refused(status: status, code: error.code.rawValue), message, details: error.details)
  }
}
