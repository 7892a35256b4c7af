import SchemaCore

@testable import JSONSchema

/// Reads a schema by all rules, compiles it, and does with it all that the registry does.
enum JSONSchemaTarget {
  static func run(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let text = String(validating: bytes, as: UTF8.self) else { return }
    _ = try? JSONSchemaFormat().parse(text, rules: .strict)
    if let schema = try? JSONSchemaFormat().parse(text, rules: .stored) { _ = validator(of: schema) }
    let schema: JSONSchemaDocument
    do {
      schema = try JSONSchemaFormat().parse(text)
    } catch {
      precondition(error.position != nil || error.kind == .limit, "a refusal has no place: \(error)")
      return
    }
    let canonical = schema.canonicalText
    do {
      let again = try JSONSchemaFormat().parse(canonical)
      precondition(again.canonicalText == canonical, "the canonical text of a canonical text is another")
    } catch {
      // Numbers in canonical form may be longer than what was handed in.
      precondition(error.kind == .limit, "the canonical text is refused: \(error)")
    }
    _ = try? schema.rendered(as: .normalized)
    _ = try? schema.rendered(as: .resolved)
    _ = schema.incompatibilities(reading: schema)
  }

  static func validator(of schema: JSONSchemaDocument) -> JSONSchemaValidator? {
    guard let resources = try? schema.resources() else { return nil }
    return try? JSONSchemaValidator(resources, formats: .always, limits: FuzzSchemas.limits)
  }
}
