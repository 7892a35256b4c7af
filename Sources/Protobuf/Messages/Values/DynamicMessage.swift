public import SchemaCore

/// A message of a type that is known only at run time.
///
///     let program = try ProtobufProgram(files, message: "shop.Order")
///     var order = try DynamicMessage(program, decoding: bytes)
///     if case .string(let currency)? = order["currency"] { … }
///     try order.set("EUR", for: "currency")
///     let written = try order.encoded()
///
/// It is a value: a copy does not change with the original. Messages that are taken out of it share its memory until one
/// of the two is changed, so that reading copies nothing. Where many messages are decoded one after the other and only a
/// few fields of each are read, `decode` on one variable allocates nothing but what the values need that are asked for.
public struct DynamicMessage: Sendable {
  /// The memory of a message and of all that were taken out of it.
  final class Storage: @unchecked Sendable {
    // Only changed by the one who knows that nobody else refers to the object.
    var arena: MessageArena

    init(_ arena: consuming MessageArena) {
      self.arena = arena
    }
  }

  let program: ProtobufProgram
  /// The type, whose fields say what the message can hold.
  public let type: MessageType
  private(set) var storage: Storage
  let place: MessagePlace

  init(_ program: ProtobufProgram, _ type: MessageType, _ storage: Storage, _ place: MessagePlace) {
    self.program = program
    self.type = type
    self.storage = storage
    self.place = place
  }

  /// An empty message of the program's root type.
  public init(_ program: ProtobufProgram) {
    self.init(program, emptyMessageOf: program.root)
  }

  init(_ program: ProtobufProgram, emptyMessageOf type: MessageType) {
    self.init(
      program, type, Storage(MessageArena(program, emptyMessageOf: type)), MessagePlace(slot: 0))
  }

  /// Reads a message in Protobuf's binary encoding.
  ///
  /// - Throws: as `ProtobufProgram.decode`.
  public init(_ program: ProtobufProgram, decoding bytes: some Collection<UInt8>) throws(CodecError) {
    var arena = MessageArena()
    try program.decode(bytes, into: &arena)
    let place = arena.root
    self.init(program, program.root, Storage(arena), place)
  }

  /// Reads a message in Protobuf's binary encoding in place of this one, which must be of its program's root type and not
  /// have been taken out of another.
  ///
  /// - Throws: as `ProtobufProgram.decode`; the message is empty then. `CodecError` too for a message that is part of
  ///   another.
  public mutating func decode(_ bytes: some Collection<UInt8>) throws(CodecError) {
    guard type === program.root, place.slot == 0 else {
      throw CodecError(.mismatch, "a message that is part of another cannot be decoded alone")
    }
    if !isKnownUniquelyReferenced(&storage) { storage = Storage(MessageArena()) }
    do throws(CodecError) { try program.decode(bytes, into: &storage.arena) } catch {
      storage.arena = MessageArena(program, emptyMessageOf: type)
      throw error
    }
  }

  /// The message in Protobuf's binary encoding.
  ///
  /// - Parameter sortingMaps: as for `ProtobufProgram.encode`.
  /// - Throws: `CodecError` if required fields are missing, or if messages are nested too deeply.
  public func encoded(sortingMaps: Bool = false) throws(CodecError) -> [UInt8] {
    var output: [UInt8] = []
    try encode(into: &output, sortingMaps: sortingMaps)
    return output
  }

  /// Appends the message in Protobuf's binary encoding to `output`.
  ///
  /// - Throws: as `encoded`.
  public func encode(into output: inout [UInt8], sortingMaps: Bool = false) throws(CodecError) {
    try encode(into: &output, sortingMaps: sortingMaps, checksRequiredFields: true)
  }

  func encode(
    into output: inout [UInt8], sortingMaps: Bool, checksRequiredFields: Bool
  ) throws(CodecError) {
    if sortingMaps {
      var copy = MessageArena(copying: storage.arena)
      program.sortMaps(in: &copy, of: place, type)
      try program.encode(
        place, type, of: copy, into: &output, checksRequiredFields: checksRequiredFields)
    } else {
      try program.encode(
        place, type, of: storage.arena, into: &output, checksRequiredFields: checksRequiredFields)
    }
  }

  /// The fields that the type does not know, in the order in which they were read, with their tags.
  public var unknownFields: [UInt8] {
    var bytes: [UInt8] = []
    for slot in storage.arena.unknownFields(of: type, in: place) { bytes += storage.arena.content(of: slot) }
    return bytes
  }

  /// Forgets the fields that the type does not know.
  public mutating func removeUnknownFields() {
    let (type, place) = (type, place)
    change { $0.clearUnknown(of: type, in: place) }
  }

  /// Changes the memory, which nobody else has then.
  mutating func change<Result, Failure: Error>(
    _ body: (inout MessageArena) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    if !isKnownUniquelyReferenced(&storage) { storage = Storage(MessageArena(copying: storage.arena)) }
    return try body(&storage.arena)
  }

  /// Gives the memory to a message that was taken out of this one, while that is changed, and takes it back.
  mutating func lend<Result>(
    to part: inout DynamicMessage, _ body: (inout DynamicMessage) throws(CodecError) -> Result
  ) throws(CodecError) -> Result {
    storage = Self.noStorage
    defer { storage = part.storage }
    return try body(&part)
  }

  private static let noStorage = Storage(MessageArena())
}

extension DynamicMessage: Equatable {
  /// Two messages are equal if they are of types with one name and are encoded to the same bytes, but for the order of
  /// entries in maps.
  public static func == (left: DynamicMessage, right: DynamicMessage) -> Bool {
    guard left.type.name == right.type.name else { return false }
    if left.storage === right.storage && left.place == right.place { return true }
    return left.comparableBytes == right.comparableBytes
  }

  /// Nil if it is nested too deeply to be encoded.
  private var comparableBytes: [UInt8]? {
    var output: [UInt8] = []
    do throws(CodecError) { try encode(into: &output, sortingMaps: true, checksRequiredFields: false) } catch {
      return nil
    }
    return output
  }
}
