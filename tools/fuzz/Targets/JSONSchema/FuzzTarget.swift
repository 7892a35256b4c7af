/// What of JSON Schema is fed with bytes that nobody wrote for it, in the way of Avro's targets.
enum FuzzTarget: String, CaseIterable {
  /// The text of a schema.
  case jsonschema
  /// Instances of a few schemas.
  case instance
  /// A schema and an instance.
  case validation
  /// Two versions of a schema.
  case jsonchange
  /// A regular expression and a text.
  case pattern
  /// Records, as Swift types and in an arena.
  case jsoncodable

  func run(_ bytes: UnsafeBufferPointer<UInt8>) {
    switch self {
    case .jsonschema: JSONSchemaTarget.run(bytes)
    case .instance: InstanceTarget.run(bytes)
    case .validation: ValidationTarget.run(bytes)
    case .jsonchange: JSONChangeTarget.run(bytes)
    case .pattern: PatternTarget.run(bytes)
    case .jsoncodable: JSONCodableTarget.run(bytes)
    }
  }
}
