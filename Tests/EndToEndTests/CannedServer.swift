import Foundation

/// A server that gives everybody the same answer, whatever it is asked, or none.
final class CannedServer: Sendable {
  let port: UInt16
  private let socket: Int32

  /// Listens on a free port until the object goes.
  init(answer: String) throws {
    socket = Foundation.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let bound = withUnsafeMutablePointer(to: &address) { [socket] pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
        bind(socket, generic, length) == 0 && listen(socket, 8) == 0 && getsockname(socket, generic, &length) == 0
      }
    }
    guard bound else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
    port = UInt16(bigEndian: address.sin_port)
    // A thread of its own, as it blocks; it ends when the socket is shut down.
    Thread.detachNewThread { [socket] in
      while true {
        let connection = accept(socket, nil, nil)
        if connection < 0 { break }
        var request = [UInt8](repeating: 0, count: 4096)
        _ = recv(connection, &request, request.count, 0)
        _ = answer.utf8CString.withUnsafeBytes {
          send(connection, $0.baseAddress, $0.count - 1, Int32(MSG_NOSIGNAL))
        }
        shutdown(connection, Int32(SHUT_RDWR))
        close(connection)
      }
      close(socket)
    }
  }

  deinit {
    shutdown(socket, Int32(SHUT_RDWR))
  }
}
