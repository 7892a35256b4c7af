import CKafka

/// The librdkafka that the process runs with, which need not be the one it was compiled with.
public enum KafkaLibrary {
  /// A version of librdkafka, such as 2.0.2.
  public struct Version: Comparable, Hashable, Sendable, CustomStringConvertible {
    public let major: Int
    public let minor: Int
    public let patch: Int

    public init(_ major: Int, _ minor: Int, _ patch: Int) {
      self.major = major
      self.minor = minor
      self.patch = patch
    }

    public var description: String { "\(major).\(minor).\(patch)" }

    public static func < (left: Self, right: Self) -> Bool {
      (left.major, left.minor, left.patch) < (right.major, right.minor, right.patch)
    }
  }

  /// The version at run time. Some brokers need 2.2 or later: what came before misreads the optional fields in their
  /// list of API versions and closes the connection.
  public static var version: Version {
    let number = Int(rd_kafka_version())
    return Version(number >> 24 & 0xff, number >> 16 & 0xff, number >> 8 & 0xff)
  }

  /// Whether this version has a property that takes a value: earlier ones have fewer.
  static func takes(_ property: String, _ value: String) -> Bool {
    let settings = rd_kafka_conf_new()
    defer { rd_kafka_conf_destroy(settings) }
    return rd_kafka_conf_set(settings, property, value, nil, 0) == RD_KAFKA_CONF_OK
  }
}
