/// How a registry is reached.
public struct ClientConfiguration: Sendable {
  /// The registry's address, such as `http://127.0.0.1:8081`, without a slash at the end.
  public let url: String
  /// How long an answer may take.
  public var timeout: Duration
  /// The largest answer that is taken, in bytes.
  public var maximumAnswerBytes: Int

  /// A registry by its address.
  ///
  /// - Throws: `ClientError.invalidRequest` if the text is not an address.
  public init(
    url: String, timeout: Duration = .seconds(30), maximumAnswerBytes: Int = 64 << 20
  ) throws(ClientError) {
    let trimmed = url.hasSuffix("/") ? String(url.dropLast()) : url
    guard trimmed.hasPrefix("http://") || trimmed.hasPrefix("https://"), !trimmed.hasSuffix("/") else {
      throw ClientError(
        .invalidRequest, "\"\(url)\" is not the address of a registry; one looks like http://127.0.0.1:8081")
    }
    self.url = trimmed
    self.timeout = timeout
    self.maximumAnswerBytes = maximumAnswerBytes
  }
}
