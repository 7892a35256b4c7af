import NIOCore

/// The address that a server listens on.
public struct BoundAddress: Hashable, Sendable, CustomStringConvertible {
  /// The numeric address.
  public let host: String
  /// The port, also where a free one was asked for.
  public let port: Int

  /// The URL of the server.
  public var url: String { host.contains(":") ? "http://[\(host)]:\(port)" : "http://\(host):\(port)" }

  public var description: String { url }

  init(of channel: any Channel, configuration: ServerConfiguration) {
    host = channel.localAddress?.ipAddress ?? configuration.host
    port = channel.localAddress?.port ?? configuration.port
  }
}
