import SchemaCore

/// How records that were encoded with their own schema come to stand in frames, which may name another schema.
@usableFromInline final class FrameForm: Sendable {
  /// Nil if the records need not be changed.
  private let conversion: RecordConversion?
  private let isBare: Bool

  /// - Parameters:
  ///   - own: the schema that records are encoded with.
  ///   - written: the schema that frames name.
  /// - Throws: `SchemaError` with all reasons if no record could be written so.
  init(own: AvroDocument, written: AvroDocument) throws(SchemaError) {
    isBare = BareBytes.isForm(of: written)
    do {
      conversion = try RecordConversion(from: own, to: written)
    } catch {
      throw SchemaError(error)
    }
  }

  /// True if records stand in frames as they are encoded.
  var isPlain: Bool { conversion == nil && !isBare }

  /// An encoded record as it stands behind a frame.
  ///
  /// - Throws: `CodecError` if the other schema has no room for what the record holds.
  @usableFromInline func framed(
    _ record: UnsafeRawBufferPointer, behind frame: [UInt8]
  ) throws(CodecError) -> [UInt8] {
    guard let conversion else { return frame + (isBare ? BareBytes.bare(record) : record) }
    let converted = try conversion.convert(record)
    return converted.withUnsafeBytes { frame + (isBare ? BareBytes.bare($0) : $0) }
  }
}

extension SchemaError {
  init(_ error: AvroResolutionError) {
    switch error {
    case .schema(let error): self = error
    case .unreadable: self.init(.unsupported, error.description)
    }
  }
}

extension PayloadSchema {
  /// A schema of Avro, with everything written in that it refers to.
  init(_ schema: AvroDocument) {
    // What is too deep to be written in is left as it is, for the registry to say.
    self.init(SchemaText(text: (try? schema.rendered(as: .resolved)) ?? schema.canonicalText))
  }
}
