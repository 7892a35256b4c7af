import RegistryTesting
import SchemaCore

/// The files in `schemas/examples/avro/payment`.
enum PaymentExamples {
  static func v1() throws -> String { try file("v1.avsc") }
  static func v2() throws -> String { try file("v2.avsc") }
  static func incompatible() throws -> String { try file("v3-incompatible.avsc") }
  static func records() throws -> String { try file("payments.jsonl") }

  private static func file(_ name: String) throws -> String { try Fixtures.schema("examples/avro/payment/\(name)") }

  /// Lines of JSON in an order of their own: a topic with several partitions has none.
  static func sorted(_ lines: String) -> [String] {
    lines.split(separator: "\n").map(String.init).sorted()
  }
}
