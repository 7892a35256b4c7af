import Glibc
import NIOCore

/// Why a server could not start.
public struct ServerError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is in the way, for programs.
  public enum Kind: Hashable, Sendable {
    /// Something else listens on the address.
    case addressInUse
    /// The operating system reserves the port for others.
    case portNotPermitted
    /// The host is not an address of this machine, or has no address at all.
    case addressNotAvailable
  }

  /// What is in the way, for programs.
  public var kind: Kind
  /// What is in the way and what to do, for people.
  public var description: String

  /// Recognises what binding a socket throws; nil if it is something else.
  init?(binding error: any Error, _ configuration: ServerConfiguration) {
    let address = "\(configuration.host):\(configuration.port)"
    switch (error as? IOError)?.errnoCode {
    case EADDRINUSE:
      kind = .addressInUse
      description = "\(address) is in use: end the process that listens there, or choose another port"
    case EACCES:
      kind = .portNotPermitted
      description = "\(address) may not be listened on: choose a port above 1023"
    case EADDRNOTAVAIL:
      kind = .addressNotAvailable
      description = "\(address) is not an address of this machine: choose one that is, such as 127.0.0.1"
    default:
      guard error is SocketAddressError || error is SocketAddressError.UnknownHost else { return nil }
      kind = .addressNotAvailable
      description = "the host \"\(configuration.host)\" has no address: choose one that has, such as 127.0.0.1"
    }
  }
}
