import SchemaCore

@testable import JSONSchema

/// Validates an instance with a schema that the first byte chooses.
enum InstanceTarget {
  static func run(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let first = bytes.first else { return }
    let text = UnsafeBufferPointer(rebasing: bytes.dropFirst())
    check(text, with: FuzzSchemas.validators[Int(first) % FuzzSchemas.validators.count])
  }

  /// The verdict must be the same whether reasons are collected or not, and both readers of JSON must agree.
  static func check(_ text: UnsafeBufferPointer<UInt8>, with validator: JSONSchemaValidator) {
    let isValid: Bool
    do {
      isValid = try validator.isValid(text)
    } catch {
      let places = (error.position?.line ?? 1) + (error.position?.column ?? 1)
      precondition(places <= text.count + 3, "an error is outside of the text")
      if error.kind == .syntax {
        precondition((try? JSONParser.parse(text)) == nil, "the validator refuses what is JSON: \(error)")
      }
      return
    }
    precondition((try? JSONParser.parse(text)) != nil, "the validator accepts what is not JSON")
    guard let report = try? validator.validate(text) else { return }
    precondition(report.isValid == isValid, "the verdicts differ: \(report)")
    for error in report.errors {
      precondition(error.position.line + error.position.column <= text.count + 3, "an error is outside of the text")
    }
    for format in ValidationReport.OutputFormat.allCases { _ = JSONWriter.bytes(report.output(format)) }
  }
}
