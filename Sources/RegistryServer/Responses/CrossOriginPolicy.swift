import HTTPTypes
import Hummingbird

/// Which web pages of other origins may use the registry (the Fetch standard, section "HTTP extensions": CORS).
public struct CrossOriginPolicy: Hashable, Sendable {
  /// Origins such as `https://ui.example`; `*` stands for all.
  public var origins: [String]
  /// The methods that pages may use.
  public var methods: [String]
  /// The request headers that pages may set.
  public var requestHeaders: [String]
  /// The response headers that pages may read.
  public var exposedHeaders: [String]
  /// How long a browser may remember these answers.
  public var maximumAge: Duration

  public init(
    origins: [String], methods: [String] = ["GET", "HEAD", "POST", "PUT", "DELETE"],
    requestHeaders: [String] = ["Accept", "Authorization", "Content-Type", "X-Request-ID"],
    exposedHeaders: [String] = ["X-Request-ID"], maximumAge: Duration = .seconds(1800)
  ) {
    self.origins = origins
    self.methods = methods
    self.requestHeaders = requestHeaders
    self.exposedHeaders = exposedHeaders
    self.maximumAge = maximumAge
  }

  /// The answer to a browser that asks before it sends what a page wants it to; nil if this is no such question, or
  /// the origin is not one of ours.
  func preflight(_ request: Request) -> Response? {
    guard request.method == .options, request.headers[.accessControlRequestMethod] != nil,
      allowedOrigin(of: request) != nil
    else { return nil }
    return Response(
      status: .ok,
      headers: [
        .accessControlAllowMethods: methods.joined(separator: ","),
        .accessControlAllowHeaders: requestHeaders.joined(separator: ","),
        .accessControlMaxAge: String(maximumAge.components.seconds),
      ])
  }

  /// Marks an answer for the page that asked.
  func mark(_ response: inout Response, to request: Request) {
    // The answer depends on who asks, also where it is without a mark.
    if !origins.contains("*") { response.headers.append(HTTPField(name: .vary, value: "Origin")) }
    guard let origin = allowedOrigin(of: request) else { return }
    response.headers[.accessControlAllowOrigin] = origin
    if !exposedHeaders.isEmpty {
      response.headers[.accessControlExposeHeaders] = exposedHeaders.joined(separator: ",")
    }
  }

  private func allowedOrigin(of request: Request) -> String? {
    guard let origin = request.headers[.origin] else { return nil }
    if origins.contains("*") { return "*" }
    return origins.contains(origin) ? origin : nil
  }
}
