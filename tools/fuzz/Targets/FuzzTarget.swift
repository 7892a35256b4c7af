import Glibc

/// What is fed with bytes that nobody wrote for it. Whatever they are, it ends soon with an answer or an error; what is
/// wrong with the answer ends the process, which the fuzzer takes for a finding.
enum FuzzTarget: String, CaseIterable {
  /// The text of a schema in JSON.
  case schema
  /// Records of a few schemas.
  case record
  /// Records of a few schemas, read with another schema.
  case resolution
  /// JSON of records, in each of its forms.
  case json
  /// A schema, another one, and a record of the first: all from the input.
  case evolution
  /// Container files.
  case container
  /// Avro IDL.
  case idl
  /// Serialized descriptors of Protobuf files.
  case descriptor
  /// The text of a Protobuf file.
  case proto
  /// Two versions of a Protobuf file.
  case protochange
  /// Protobuf messages of a few types.
  case message
  /// Protobuf messages in JSON, in each of its forms.
  case protojson

  func run(_ bytes: UnsafeBufferPointer<UInt8>) {
    switch self {
    case .schema: SchemaTarget.run(bytes)
    case .record: RecordTarget.run(bytes)
    case .resolution: ResolutionTarget.run(bytes)
    case .json: JSONTarget.run(bytes)
    case .evolution: EvolutionTarget.run(bytes)
    case .container: ContainerTarget.run(bytes)
    case .idl: IDLTarget.run(bytes)
    case .descriptor: DescriptorTarget.run(bytes)
    case .proto: ProtoTarget.run(bytes)
    case .protochange: ProtoChangeTarget.run(bytes)
    case .message: MessageTarget.run(bytes)
    case .protojson: ProtoJSONTarget.run(bytes)
    }
  }

  /// The one that the environment names.
  static let chosen: FuzzTarget = {
    guard let name = getenv("MARTLET_FUZZ_TARGET"), let target = FuzzTarget(rawValue: String(cString: name)) else {
      fatalError("MARTLET_FUZZ_TARGET names no target: \(allCases.map(\.rawValue).joined(separator: ", "))")
    }
    return target
  }()
}

/// What the fuzzer calls with each input.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
  FuzzTarget.chosen.run(UnsafeBufferPointer(start: start, count: count))
  return 0
}
