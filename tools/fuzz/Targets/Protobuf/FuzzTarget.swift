/// What of Protobuf is fed with bytes that nobody wrote for it, in the way of Avro's targets.
enum FuzzTarget: String, CaseIterable {
  /// Serialized descriptors of files.
  case descriptor
  /// The text of a file.
  case proto
  /// Two versions of a file.
  case protochange
  /// Messages of a few types.
  case message
  /// Messages in JSON, in each of its forms.
  case protojson

  func run(_ bytes: UnsafeBufferPointer<UInt8>) {
    switch self {
    case .descriptor: DescriptorTarget.run(bytes)
    case .proto: ProtoTarget.run(bytes)
    case .protochange: ProtoChangeTarget.run(bytes)
    case .message: MessageTarget.run(bytes)
    case .protojson: ProtoJSONTarget.run(bytes)
    }
  }
}
