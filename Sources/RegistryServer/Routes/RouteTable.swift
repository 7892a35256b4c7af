import HTTPTypes
import Hummingbird
import RegistryAPI

/// The routes of the API, and what all of them have in common: media types, errors, and the methods of a path.
struct RouteTable {
  typealias Handler = @Sendable (APIRequest) async throws -> Answer

  private struct Route {
    var method: HTTPRequest.Method
    var path: RouterPath
    var isNegotiated: Bool
    var handler: Handler
  }

  private let configuration: ServerConfiguration
  private var routes: [Route] = []
  private var methods = AllowedMethods()

  init(configuration: ServerConfiguration) {
    self.configuration = configuration
  }

  /// Adds a route; parts of the path in braces are parameters.
  ///
  /// - Parameter isNegotiated: false if the answer has one media type, whatever the client says it takes.
  mutating func on(
    _ method: HTTPRequest.Method, _ path: String, isNegotiated: Bool = true, _ handler: @escaping Handler
  ) {
    routes.append(Route(method: method, path: RouterPath(path), isNegotiated: isNegotiated, handler: handler))
    methods.add(method, at: path)
  }

  /// The endpoints, as `GET /subjects`, with parameters in braces.
  var endpoints: [String] { routes.map { "\($0.method) \($0.path)" } }

  /// The router. Every path that knows GET knows HEAD.
  func makeResponder() -> RouterResponder<BasicRequestContext> {
    let router = Router(context: BasicRequestContext.self, options: .autoGenerateHeadEndpoints)
    router.add(middleware: ErrorMiddleware(methods: methods, isLegacy: configuration.sendsLegacyAnswers))
    for route in routes {
      router.on(route.path, method: route.method) { [configuration] request, context in
        let type = route.isNegotiated ? try Self.negotiate(request) : .json
        let isPacked = configuration.compressesAnswers && Gzip.isAccepted(by: request.headers[.acceptEncoding])
        let apiRequest = APIRequest(request, context, maximumBodyBytes: configuration.maximumBodyBytes)
        let answer = try await route.handler(apiRequest)
        return (configuration.sendsLegacyAnswers ? answer.inLegacyForm : answer).response(type, isPacked: isPacked)
      }
    }
    return router.buildResponder()
  }

  /// The media type to answer in.
  private static func negotiate(_ request: Request) throws(APIError) -> APIMediaType {
    let hasBody = request.method == .post || request.method == .put
    if hasBody && !APIMediaType.isReadable(contentType: request.headers[.contentType]) {
      throw APIError(.unsupportedMediaType, "HTTP 415 Unsupported Media Type")
    }
    guard let type = APIMediaType.negotiated(accept: request.headers[.accept]) else {
      throw APIError(.notAcceptable, "HTTP 406 Not Acceptable")
    }
    return type
  }
}

/// Which methods each path of the API knows.
struct AllowedMethods: Sendable {
  private struct Template {
    var segments: [Substring]
    var methods: [HTTPRequest.Method]
  }

  private var templates: [Template] = []

  fileprivate mutating func add(_ method: HTTPRequest.Method, at path: String) {
    let segments = path.split(separator: "/")
    let methods = method == .get ? [.get, .head] : [method]
    if let place = templates.firstIndex(where: { $0.segments == segments }) {
      templates[place].methods += methods
    } else {
      templates.append(Template(segments: segments, methods: methods))
    }
  }

  /// The methods of a path as it was sent; empty if there is nothing at the path.
  func allowed(at path: String) -> [HTTPRequest.Method] {
    let segments = path.split(separator: "/")
    let template = templates.first { template in
      template.segments.count == segments.count
        && zip(template.segments, segments).allSatisfy { $0 == $1 || $0.hasPrefix("{") }
    }
    return template.map { $0.methods + [.options] } ?? []
  }
}
