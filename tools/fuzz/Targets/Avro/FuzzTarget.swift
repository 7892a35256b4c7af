/// What of Avro is fed with bytes that nobody wrote for it. Whatever they are, it ends soon with an answer or an error;
/// what is wrong with the answer ends the process, which the fuzzer takes for a finding.
enum FuzzTarget: String, CaseIterable {
  /// The text of a schema in JSON.
  case schema
  /// Records of a few schemas.
  case record
  /// Records of a few schemas, read with another schema.
  case resolution
  /// Records of one schema, as Swift types of two kinds.
  case typed
  /// JSON of records, in each of its forms.
  case json
  /// A schema, another one, and a record of the first: all from the input.
  case evolution
  /// Container files.
  case container
  /// Avro IDL.
  case idl

  func run(_ bytes: UnsafeBufferPointer<UInt8>) {
    switch self {
    case .schema: SchemaTarget.run(bytes)
    case .record: RecordTarget.run(bytes)
    case .resolution: ResolutionTarget.run(bytes)
    case .typed: TypedTarget.run(bytes)
    case .json: JSONTarget.run(bytes)
    case .evolution: EvolutionTarget.run(bytes)
    case .container: ContainerTarget.run(bytes)
    case .idl: IDLTarget.run(bytes)
    }
  }
}
