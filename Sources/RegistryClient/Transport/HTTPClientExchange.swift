import AsyncHTTPClient
import Glibc
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL

/// Asks by AsyncHTTPClient.
struct HTTPClientExchange: HTTPExchange {
  let client: HTTPClient
  let tls: TLSSettings?
  let maximumAnswerBytes: Int
  let clock: ClientClock

  func answer(to message: HTTPMessage, timeout: Duration) async throws(ExchangeFailure) -> HTTPAnswer {
    let request = request(for: message)
    do {
      return try await withThrowingTaskGroup(of: HTTPAnswer.self) { tasks in
        tasks.addTask {
          let response = try await client.execute(request, deadline: .now() + TimeAmount(timeout))
          let body = try await response.body.collect(upTo: maximumAnswerBytes)
          return HTTPAnswer(
            status: Int(response.status.code), body: Array(body.readableBytesView),
            retryAfter: response.headers.first(name: "Retry-After").flatMap { Int($0) }.map { .seconds($0) })
        }
        // The library's deadline ends with the head of the answer; a body may trickle for ever.
        tasks.addTask {
          try await clock.sleep(timeout)
          throw HTTPClientError.deadlineExceeded
        }
        defer { tasks.cancelAll() }
        guard let first = try await tasks.next() else { throw CancellationError() }
        return first
      }
    } catch {
      throw failure(error)
    }
  }

  private func request(for message: HTTPMessage) -> HTTPClientRequest {
    var request = HTTPClientRequest(url: message.url)
    request.method = .RAW(value: message.method)
    for header in message.headers { request.headers.add(name: header.name, value: header.value) }
    if let body = message.body { request.body = .bytes(ByteBuffer(bytes: body)) }
    request.tlsConfiguration = tls?.configuration
    return request
  }

  private func failure(_ error: any Error) -> ExchangeFailure {
    switch error {
    case is CancellationError:
      ExchangeFailure(.cancelled, "the request was cancelled")
    case is NIOTooManyBytesError:
      ExchangeFailure(.tooLarge, "it answers with more than \(maximumAnswerBytes) bytes")
    case let error as HTTPClientError:
      failure(error)
    case let error as NIOConnectionError:
      ExchangeFailure(.notSent, Self.reason(error))
    case let error as IOError:
      // A connection that is refused has carried nothing.
      ExchangeFailure(error.errnoCode == ECONNREFUSED ? .notSent : .answerLost, Self.words(error.errnoCode))
    case let error as NIOSSLError:
      ExchangeFailure(.notSent, Self.reason(error))
    case let error as NIOSSLExtraError:
      ExchangeFailure(.notSent, "the other side is not who it should be (\(error))")
    default:
      ExchangeFailure(.answerLost, "\(error)")
    }
  }

  private func failure(_ error: HTTPClientError) -> ExchangeFailure {
    switch error {
    case .cancelled: ExchangeFailure(.cancelled, "the request was cancelled")
    case .invalidURL, .emptyHost, .emptyScheme: ExchangeFailure(.invalid, "that is not the address of a registry")
    case .connectTimeout, .tlsHandshakeTimeout, .getConnectionFromPoolTimeout:
      ExchangeFailure(.notSent, "it took too long")
    case .deadlineExceeded, .readTimeout, .writeTimeout: ExchangeFailure(.answerLost, "it took too long")
    case .remoteConnectionClosed: ExchangeFailure(.answerLost, "the connection was closed")
    case .proxyAuthenticationRequired: ExchangeFailure(.notSent, "the proxy wants a name and a password")
    case .invalidProxyResponse, .httpProxyHandshakeTimeout:
      ExchangeFailure(.notSent, "the proxy does not answer as one (\(error.shortDescription))")
    default: ExchangeFailure(.answerLost, "\(error)")
    }
  }

  private static func reason(_ error: NIOConnectionError) -> String {
    if let first = error.connectionErrors.first?.error {
      return (first as? IOError).map { words($0.errnoCode) } ?? "\(first)"
    }
    return "there is no host of this name"
  }

  private static func reason(_ error: NIOSSLError) -> String {
    let text = "\(error)"
    if text.contains("CERTIFICATE_VERIFY_FAILED") {
      return "its certificate was not issued by an authority that is trusted here"
    }
    return text.contains("CERTIFICATE_REQUIRED") ? "it wants a certificate of the client" : "TLS failed (\(text))"
  }

  /// The system's words without the library's call stack.
  private static func words(_ code: CInt) -> String { String(cString: strerror(code)) }
}
