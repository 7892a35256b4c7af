import SchemaCore

@testable import JSONSchema

/// Reads a schema and an instance from the input, with a zero byte between them.
enum ValidationTarget {
  static func run(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let middle = bytes.firstIndex(of: 0), let text = String(validating: bytes[..<middle], as: UTF8.self),
      let schema = try? JSONSchemaFormat().parse(text, rules: .stored),
      let validator = JSONSchemaTarget.validator(of: schema)
    else { return }
    InstanceTarget.check(UnsafeBufferPointer(rebasing: bytes[(middle + 1)...]), with: validator)
  }
}
