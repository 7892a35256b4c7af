import RegistryAPI

/// A request to whichever node of a registry.
struct RegistryRequest: Sendable {
  enum Method: String { case get = "GET", post = "POST", put = "PUT", delete = "DELETE" }

  /// What may be done when nobody knows whether a request was carried out, as its answer was lost.
  enum Repetition: Equatable {
    /// Send it again: twice is as good as once.
    case free
    /// Send it again: if it was carried out before, the registry says no, with one of these codes where nothing else can
    /// be meant by that.
    case checked(saying: [APIErrorCode])
    /// Leave it: the second time would be something else.
    case never
  }

  var method: Method
  /// The path and the query, escaped.
  var target: String
  var body: [UInt8]?
  var repetition: Repetition
  /// True if a node that has not found it may only be behind.
  var mayLag: Bool

  /// - Parameter path: the segments, unescaped.
  init(
    _ method: Method, _ path: [String], query: QueryItems = [:], body: (any JSONBody)? = nil,
    repetition: Repetition = .free, mayLag: Bool = false
  ) {
    self.method = method
    target = path.map { "/" + PercentEncoding.encoded($0) }.joined() + (query.isEmpty ? "" : "?\(query)")
    self.body = body?.bytes
    self.repetition = repetition
    self.mayLag = mayLag
  }
}
