import HTTPTypes
import Hummingbird
import Logging
import Registry
import RegistryAPI

/// Turns everything that is thrown into the error body of the API: the one place where that happens.
struct ErrorMiddleware: RouterMiddleware {
  typealias Context = BasicRequestContext

  /// Which methods the paths know: the router says only that it found nothing.
  let methods: AllowedMethods
  /// True if errors are those of older registries.
  let isLegacy: Bool

  func handle(
    _ request: Request, context: Context, next: (Request, Context) async throws -> Response
  ) async throws -> Response {
    let failure: APIError
    do {
      return try await next(request, context)
    } catch let unreadable as UnreadableBody {
      throw unreadable.reason
    } catch let error as HTTPError where error.status == .notFound {
      return missed(request)
    } catch let error as APIError {
      failure = error
    } catch let error as RegistryError {
      failure = APIError(error)
    } catch let error as BodyError {
      failure = APIError(error)
    } catch {
      context.logger.error(
        "a request failed unexpectedly",
        metadata: ["method": "\(request.method)", "path": "\(request.uri.path)", "error": "\(error)"])
      failure = APIError(.internalError, "Internal Server Error")
    }
    if failure.status >= 500 {
      context.logger.error("a request failed", metadata: ["code": "\(failure.code)", "reason": "\(failure.message)"])
    }
    return response(failure, to: request)
  }

  /// The answer where no route was found: there is nothing at the path, or it does not know the method.
  private func missed(_ request: Request) -> Response {
    let allowed = methods.allowed(at: request.uri.path)
    if allowed.isEmpty { return response(.pathNotFound, to: request) }
    var answer =
      request.method == .options
      ? Response(status: .ok)
      : response(APIError(.methodNotAllowed, "HTTP 405 Method Not Allowed"), to: request)
    answer.headers[.allow] = allowed.map(\.rawValue).joined(separator: ",")
    return answer
  }

  private func response(_ error: APIError, to request: Request) -> Response {
    // Where the client takes none of our types it still is better off with an error it can read.
    Response(
      isLegacy ? error.inLegacyForm : error, APIMediaType.negotiated(accept: request.headers[.accept]) ?? .preferred)
  }
}
