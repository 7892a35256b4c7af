import SchemaCore

@testable import Protobuf

/// Reads two versions of a `.proto` file, with a zero byte between them, and compares them in every way.
enum ProtoChangeTarget {
  static func run(_ bytes: UnsafeBufferPointer<UInt8>) {
    let parts = bytes.split(separator: 0, maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, let old = schema(parts[0]), let new = schema(parts[1]) else { return }
    for (reader, writer) in [(new, old), (old, new)] {
      let differences = reader.differences(from: writer)
      let findings = reader.incompatibilities(reading: writer)
      precondition(findings.count <= differences.count, "there are more incompatible differences than differences")
      _ = try? ProtobufRules.findings(of: reader, against: writer)
    }
    precondition(old.differences(from: old).isEmpty, "a schema differs from itself")
  }

  private static func schema(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> ProtobufSchema? {
    String(validating: bytes, as: UTF8.self).flatMap { try? ProtobufFormat().parse($0, rules: .stored) }
  }
}
