import FoundationEssentials
import Glibc

/// A real Kafka broker, started for one test run and ended with it.
///
/// `MARTLET_BROKER` names the executable, as `tools/broker install` prints it. It keeps everything in memory.
public final class BrokerProcess: Sendable {
  /// The executable, when there is one to test against.
  public static var executable: String? {
    ProcessInfo.processInfo.environment["MARTLET_BROKER"].flatMap { $0.isEmpty ? nil : $0 }
  }

  /// Where it listens: `host:port`.
  public let address: String
  private let process: ChildProcess

  /// Starts a broker on a free port.
  ///
  /// - Throws: `ChildProcess.Failure` if it cannot be started.
  public init(executable: String) throws(ChildProcess.Failure) {
    address = "127.0.0.1:\(try Self.freePort())"
    // With one thread: with more, this broker may count an offset as given before the record stands there, and a reader
    // that comes in between never gets it.
    process = try ChildProcess([
      "/usr/bin/env", "TOKIO_WORKER_THREADS=1", executable, "broker", "--listener-url", "tcp://\(address)",
      "--advertised-listener-url", "tcp://\(address)",
      "--storage-engine", "memory://tansu/",
    ])
  }

  /// Ends the process at once; it has nothing to save.
  public func stop() { process.signal(SIGKILL) }

  /// A port that nobody listens on at the moment.
  private static func freePort() throws(ChildProcess.Failure) -> UInt16 {
    let socket = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(socket) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let result = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
        bind(socket, generic, length) == 0 ? getsockname(socket, generic, &length) : -1
      }
    }
    guard result == 0 else { throw ChildProcess.Failure(description: "there is no free port for a broker") }
    return UInt16(bigEndian: address.sin_port)
  }
}
