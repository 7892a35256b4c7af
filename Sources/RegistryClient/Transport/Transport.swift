import AsyncHTTPClient
import Glibc
import NIOCore
import NIOHTTP1
import RegistryAPI
import SchemaCore

/// Sends requests and takes answers apart: the only file that knows the HTTP library.
struct Transport: Sendable {
  enum Method: String { case get = "GET", post = "POST", put = "PUT", delete = "DELETE" }

  let configuration: ClientConfiguration

  /// The body that the registry answers with.
  ///
  /// - Parameter path: the segments, unescaped.
  /// - Throws: `ClientError`.
  func send<Answer: JSONBody>(
    _ method: Method, _ path: [String], query: QueryItems = [:], body: (any JSONBody)? = nil
  ) async throws(ClientError) -> Answer {
    var target = path.map { "/" + PercentEncoding.encoded($0) }.joined()
    if !query.isEmpty { target += "?\(query)" }
    var request = HTTPClientRequest(url: configuration.url + target)
    request.method = .RAW(value: method.rawValue)
    request.headers.add(name: "Accept", value: Self.mediaType)
    if let body {
      request.headers.add(name: "Content-Type", value: Self.mediaType)
      request.body = .bytes(ByteBuffer(bytes: body.bytes))
    }
    let (status, bytes) = try await exchange(request)
    if !(200..<300).contains(status) { throw refusal(status: status, bytes) }
    do {
      return try Answer(bytes: bytes)
    } catch {
      throw ClientError(
        .unintelligible,
        "\(configuration.url) answers \(method.rawValue) \(target) as no schema registry does: \(error)")
    }
  }

  private static let mediaType = APIMediaType.preferred.rawValue

  /// One for the whole process, so that connections are used again. The library's own shared one goes on knocking until
  /// the deadline where nobody listens.
  private static let client: HTTPClient = {
    var configuration = HTTPClient.Configuration.singletonConfiguration
    configuration.connectionPool.retryConnectionEstablishment = false
    return HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
  }()

  private func exchange(_ request: HTTPClientRequest) async throws(ClientError) -> (status: Int, body: [UInt8]) {
    do {
      return try await withThrowingTaskGroup(of: (Int, [UInt8]).self) { tasks in
        tasks.addTask { [configuration] in
          let deadline = NIODeadline.now() + TimeAmount(configuration.timeout)
          let response = try await Self.client.execute(request, deadline: deadline)
          let body = try await response.body.collect(upTo: configuration.maximumAnswerBytes)
          return (Int(response.status.code), Array(body.readableBytesView))
        }
        // The library's deadline ends with the head of the answer; a body may trickle for ever.
        tasks.addTask { [configuration] in
          try await Task.sleep(for: configuration.timeout)
          throw HTTPClientError.deadlineExceeded
        }
        defer { tasks.cancelAll() }
        guard let first = try await tasks.next() else { throw CancellationError() }
        return first
      }
    } catch let error as HTTPClientError where error == .invalidURL || error == .emptyHost {
      throw ClientError(.invalidRequest, "\"\(configuration.url)\" is not the address of a registry")
    } catch is NIOTooManyBytesError {
      throw ClientError(
        .unintelligible, "\(configuration.url) answers with more than \(configuration.maximumAnswerBytes) bytes")
    } catch {
      throw ClientError(
        .unreachable,
        "no schema registry answers at \(configuration.url): \(Self.reason(error)); is it running there?")
    }
  }

  private static func reason(_ error: any Error) -> String {
    switch error {
    case let error as HTTPClientError where error == .connectTimeout || error == .deadlineExceeded:
      "it took too long"
    case let error as HTTPClientError where error == .remoteConnectionClosed:
      "the connection was closed"
    case let error as IOError:
      // The system's words without the library's call stack.
      String(cString: strerror(error.errnoCode))
    case is CancellationError:
      "the request was cancelled"
    default:
      "\(error)"
    }
  }

  private func refusal(status: Int, _ bytes: [UInt8]) -> ClientError {
    // Something else than a registry may answer with a page instead of an error's body.
    guard let body = try? JSONParser.parse(bytes), body.object?["message"] != nil else {
      return ClientError(
        .unintelligible, "\(configuration.url) answers with HTTP status \(status); is this a schema registry?")
    }
    let error = APIError(status: status, json: body)
    return ClientError(.refused(status: status, code: error.code.rawValue), error.message, details: error.details)
  }
}
