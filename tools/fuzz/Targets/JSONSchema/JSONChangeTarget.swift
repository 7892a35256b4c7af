import SchemaCore

@testable import JSONSchema

/// Reads two versions of a schema, with a zero byte between them, and compares them by both policies.
enum JSONChangeTarget {
  static func run(_ bytes: UnsafeBufferPointer<UInt8>) {
    let parts = bytes.split(separator: 0, maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, let old = schema(parts[0]), let new = schema(parts[1]) else { return }
    for (reader, writer) in [(new, old), (old, new)] {
      let differences = reader.differences(from: writer)
      let findings = reader.incompatibilities(reading: writer)
      precondition(findings.count <= differences.count, "there are more incompatible differences than differences")
      for finding in findings { _ = finding.explanation.text(reader: "new", writer: "old") }
      _ = reader.incompatibilities(reading: writer, under: .lenient)
    }
  }

  private static func schema(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> JSONSchemaDocument? {
    String(validating: bytes, as: UTF8.self).flatMap { try? JSONSchemaFormat().parse($0, rules: .stored) }
  }
}
