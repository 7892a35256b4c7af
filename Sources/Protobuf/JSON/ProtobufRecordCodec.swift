public import SchemaCore

/// Codes records of one Protobuf message type between the binary encoding and ProtoJSON text.
public struct ProtobufRecordCodec: JSONRecordCodec {
  private let json: ProtoJSON
  private let arenas = MessageArenaPool()

  /// A codec for the messages with this full name, which are compiled here. The form of the specification is ProtoJSON
  /// as its authors define it; for the others see `ProtoJSONOptions.init(_:)`.
  ///
  /// - Throws: `SchemaError` as `ProtobufProgram.init`.
  public init(
    _ files: FileSet, message name: String, json form: JSONForm = .specification,
    limits: MessageLimits = MessageLimits()
  ) throws(SchemaError) {
    json = try ProtoJSON(files, message: name, options: ProtoJSONOptions(form), limits: limits)
  }

  public func encode(json text: some Collection<UInt8>) throws(CodecError) -> [UInt8] {
    try arenas.withArena { (arena) throws(CodecError) in
      try json.fill(&arena, withJSON: text)
      var output: [UInt8] = []
      try json.program.encode(&arena, into: &output)
      return output
    }
  }

  public func decode(_ bytes: some Collection<UInt8>) throws(CodecError) -> [UInt8] {
    try arenas.withArena { (arena) throws(CodecError) in
      try json.program.decode(bytes, into: &arena)
      return try json.text(of: arena)
    }
  }
}
