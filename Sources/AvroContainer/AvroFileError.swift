public import SchemaCore

/// Why an object container file could not be read or written.
public struct AvroFileError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What went wrong, for programs.
  public enum Kind: String, Hashable, Sendable {
    /// The system refuses to open, read or write the file, or whatever stands for it.
    case system
    /// The file does not begin as a container file does.
    case notAContainer
    /// The file ends inside its header or inside a block.
    case truncated
    /// The bytes are not what the specification prescribes in this place.
    case malformed
    /// The header has no schema, or one that cannot be used.
    case schema
    /// The header names a codec that is not known here.
    case unknownCodec
    /// The data of a block cannot be decompressed, or its checksum is wrong.
    case corrupted
    /// A record in a block does not fit the schema; `recordError` says where in it.
    case record
    /// A size or count is over what is accepted.
    case limit
    /// The file that is to be appended to has another schema.
    case otherSchema
    /// Somebody else is writing the file.
    case inUse
    /// The caller asks for something that cannot be.
    case usage
  }

  /// What went wrong, for programs.
  public var kind: Kind
  /// A sentence for people, without the place.
  public var message: String
  /// The file; nil if the bytes do not come from one.
  public var path: String?
  /// How many bytes into the file: where the block begins that cannot be read or, for errors of the header, the value.
  public var byteOffset: Int?
  /// The number of the block, from 1.
  public var block: Int?
  /// The number of the record in the file, from 1.
  public var record: Int?
  /// What is wrong with the record, for the kind `record`.
  public var recordError: CodecError?

  public init(_ kind: Kind, _ message: String, at byteOffset: Int? = nil) {
    self.kind = kind
    self.message = message
    self.byteOffset = byteOffset
  }

  /// `file: block 2 at byte 4711, record 12: message`, as far as known.
  public var description: String {
    var places: [String] = []
    if let block { places.append("block \(block)" + (byteOffset.map { " at byte \($0)" } ?? "")) }
    if let record { places.append("record \(record)") }
    if block == nil, let byteOffset { places.append("byte \(byteOffset)") }
    return [path, places.isEmpty ? nil : places.joined(separator: ", "), message].compactMap(\.self)
      .joined(separator: ": ")
  }
}

extension AvroFileError {
  /// What a record's codec says, as an error of the file.
  init(_ error: CodecError) {
    self.init(.record, error.description)
    recordError = error
  }

  func inBlock(_ number: Int, at start: Int) -> AvroFileError {
    var error = self
    error.block = number
    error.byteOffset = start
    return error
  }

  func inFile(_ path: String?) -> AvroFileError {
    var error = self
    error.path = error.path ?? path
    return error
  }
}
