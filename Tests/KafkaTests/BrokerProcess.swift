import Foundation
import Kafka
import RegistryTesting

/// A real broker, started for one test run and ended with it.
///
/// `MARTLET_BROKER` names the executable, as `tools/broker install` prints it. It keeps everything in memory.
final class BrokerProcess: Sendable {
  /// The executable, when there is one to test against.
  static var executable: String? {
    ProcessInfo.processInfo.environment["MARTLET_BROKER"].flatMap { $0.isEmpty ? nil : $0 }
  }

  let configuration: KafkaConfiguration
  private let process: ChildProcess

  init(executable: String) throws {
    let port = try Self.freePort()
    let address = "127.0.0.1:\(port)"
    process = try ChildProcess([
      executable, "broker", "--listener-url", "tcp://\(address)", "--advertised-listener-url", "tcp://\(address)",
      "--storage-engine", "memory://tansu/",
    ])
    // A group's members join after half of the session's timeout, which is 45 seconds if nothing is said.
    configuration = KafkaConfiguration(
      bootstrapServers: address, properties: ["session.timeout.ms": "6000", "fetch.wait.max.ms": "20"])
  }

  /// Ends the process at once; it has nothing to save.
  func stop() { process.signal(SIGKILL) }

  /// A port that nobody listens on at the moment.
  private static func freePort() throws -> UInt16 {
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
    guard result == 0 else { throw CocoaError(.featureUnsupported) }
    return UInt16(bigEndian: address.sin_port)
  }
}
