import Dispatch
import Foundation
import Testing

extension ServingProcess {
  /// What the server answers to an orchestrator that asks a path: the status, and the body as it came.
  func health(_ path: String) async throws -> (status: Int, body: String) {
    let port = try #require(url.split(separator: ":").last.flatMap { UInt16($0) })
    // A thread of Dispatch's, as a socket blocks.
    let answer = await withCheckedContinuation { continuation in
      DispatchQueue.global().async { continuation.resume(returning: Self.answer(to: path, at: port)) }
    }
    let parts = try #require(answer.firstRange(of: "\r\n\r\n"), "\(answer)")
    let status = try #require(answer.split(separator: " ").dropFirst().first.flatMap { Int($0) }, "\(answer)")
    return (status, String(answer[parts.upperBound...]))
  }

  /// The whole answer as text; empty if there is none.
  private static func answer(to path: String, at port: UInt16) -> String {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(descriptor) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    address.sin_port = port.bigEndian
    let isConnected = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
        connect(descriptor, generic, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    }
    guard isConnected else { return "" }
    let request = "GET \(path) HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"
    guard send(descriptor, request, request.utf8.count, Int32(MSG_NOSIGNAL)) == request.utf8.count else { return "" }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while case let count = recv(descriptor, &buffer, buffer.count, 0), count > 0 { bytes += buffer.prefix(count) }
    return String(decoding: bytes, as: UTF8.self)
  }
}
