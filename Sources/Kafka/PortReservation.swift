import Glibc

/// A port of 127.0.0.1 that the system gives to nobody else while nobody listens on it.
///
/// A mock broker that is down has no socket, and must get its port back when it comes up: the library ends the process
/// if that fails. Both sides set `SO_REUSEADDR`, so that the broker may bind the port while it is held here.
final class PortReservation: Sendable {
  private let descriptor: Int32

  /// - Throws: `KafkaError` if the port is taken already.
  init(port: UInt16) throws(KafkaError) {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var isReused: Int32 = 1
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &isReused, socklen_t(MemoryLayout<Int32>.size))
    let result = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard result == 0 else {
      throw KafkaError(
        code: .transport,
        message: "port \(port) of a mock broker is taken by another program: \(String(cString: strerror(errno)))")
    }
  }

  deinit { Glibc.close(descriptor) }
}
