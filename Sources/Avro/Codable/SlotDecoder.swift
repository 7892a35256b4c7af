import SchemaCore

/// Decodes the value that begins at a slot: what a type's `init(from:)` is given, and its single value container.
///
/// It works on raw memory and owns nothing, so that copies cost nothing. What keeps it inside: the session's arena was
/// filled by the program whose nodes these are; a place is only made by stepping from a value into its parts; and what
/// is called from outside first asks `isValid`, as user code may keep a decoder beyond its record.
struct SlotDecoder {
  /// Where a value begins and what it is. Nulls and records have no slot of their own, so it takes both to tell.
  struct Place {
    var slot: Int32
    var node: Int32
  }

  let state: UnsafeMutablePointer<DecodingSession.State>
  let place: Place
  /// How many values are around this one.
  let level: Int32
  /// The number of the record that the value is of.
  let record: UInt32

  /// False once the record is over.
  @inline(__always) var isValid: Bool { state.pointee.record == record }

  /// Throws once the record is over.
  @inline(__always) func requireValid() throws { if !isValid { throw Self.outlived } }

  /// The session, of a valid decoder.
  var session: DecodingSession { state.pointee.session.takeUnretainedValue() }

  /// A part of this value, or the value seen as one of its parts.
  @inline(__always) func part(_ slot: Int32, _ node: Int32) -> SlotDecoder {
    SlotDecoder(state: state, place: Place(slot: slot, node: node), level: level &+ 1, record: record)
  }

  /// This value, deeper by a level.
  @inline(__always) var inner: SlotDecoder { part(place.slot, place.node) }

  /// This value without the unions and the shared record around it.
  @inline(__always) var unwrapped: SlotDecoder {
    SlotDecoder(state: state, place: content, level: level, record: record)
  }

  @inline(__always) func node(_ index: Int32) -> UnsafePointer<CodableNode> {
    UnsafePointer(state.pointee.nodes + Int(index))
  }

  @inline(__always) func slot(_ index: Int32) -> RecordSlot { state.pointee.slots[Int(index)] }

  @inline(__always) func child(_ place: Int32, of node: UnsafePointer<CodableNode>) -> Int32 {
    state.pointee.children[Int(node.pointee.first &+ place)]
  }

  /// The place of the value itself, past the slots of the unions and of the shared record around it.
  @inline(__always) var content: Place {
    node(place.node).pointee.kind.rawValue < CodableNode.Kind.nullable.rawValue ? place : innerPlace
  }

  private var innerPlace: Place {
    var place = place
    while true {
      let node = node(place.node)
      switch node.pointee.kind {
      case .nullable, .union: place.node = child(Int32(truncatingIfNeeded: slot(place.slot).bits), of: node)
      case .shared: place.node = node.pointee.first
      default: return place
      }
      place.slot += 1
    }
  }

  /// True for null, be it in a union or not.
  @inline(__always) var isNull: Bool {
    let node = node(place.node)
    switch node.pointee.kind {
    case .nullable, .union:
      return Int32(truncatingIfNeeded: slot(place.slot).bits) == node.pointee.nullBranch
    case .null: return true
    default: return false
    }
  }

  /// The slot after the value.
  @inline(__always) func end(of place: Place) -> Int32 {
    let count = node(place.node).pointee.slotCount
    return count >= 0 ? place.slot &+ count : endOfVarying(place)
  }

  /// Recursive over the layout, whose depth is limited; values that nest deeper are behind an extent.
  private func endOfVarying(_ place: Place) -> Int32 {
    let node = node(place.node)
    switch node.pointee.kind {
    case .nullable, .union:
      let branch = child(Int32(truncatingIfNeeded: slot(place.slot).bits), of: node)
      return end(of: Place(slot: place.slot + 1, node: branch))
    case .array, .map, .shared: return place.slot &+ 1 &+ Int32(truncatingIfNeeded: slot(place.slot).extent)
    default:
      var slot = place.slot
      for field in 0..<node.pointee.count { slot = end(of: Place(slot: slot, node: child(field, of: node))) }
      return slot
    }
  }

  /// The bytes that the slot of a string, bytes or fixed stands for.
  @inline(__always) func bytes(of slot: RecordSlot) -> UnsafeBufferPointer<UInt8> {
    let start = (state.pointee.bytes + slot.index).assumingMemoryBound(to: UInt8.self)
    return UnsafeBufferPointer(start: start, count: Int(truncatingIfNeeded: slot.extent))
  }

  /// The text that the slot of a string stands for.
  @inline(__always) func text(of slot: RecordSlot) -> String { String(decoding: bytes(of: slot), as: UTF8.self) }
}

extension SlotDecoder: Decoder {
  var codingPath: [any CodingKey] { isValid ? SlotPath.steps(to: place, from: session.root) : [] }

  var userInfo: [CodingUserInfoKey: Any] { isValid ? session.userInfo as [CodingUserInfoKey: Any] : [:] }

  func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
    try requireValid()
    return container(of: try KeyedSlots(self, type), type)
  }

  func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
    try requireValid()
    return try UnkeyedSlotDecodingContainer(self)
  }

  func singleValueContainer() throws -> any SingleValueDecodingContainer { self }
}

extension SlotDecoder {
  /// Reads a value of any type, by the quickest way that is known for it here.
  @inline(__always) func value<Value: Decodable>(_ type: Value.Type, isInner: Bool = false) throws -> Value {
    let memory = state.pointee.memories + (2 * Int(place.node) + (isInner ? 1 : 0))
    if memory.pointee.type != ObjectIdentifier(type) { learn(type, memory) }
    if let direct = memory.pointee.direct { return try read(direct) }
    if memory.pointee.readsSymbols { return try symbol(type, memory) }
    return try decodeByContainers(type)
  }

  /// Lets a type decode itself.
  private func decodeByContainers<Value: Decodable>(_ type: Value.Type) throws -> Value {
    guard level < DecodingSession.maximumNesting else { throw dataCorrupted(.nested(deeperThan: Int(level))) }
    do {
      return try Value(from: self)
    } catch {
      session.note(error, at: place, level: level)
      throw error
    }
  }

  private func learn<Value: Decodable>(
    _ type: Value.Type, _ memory: UnsafeMutablePointer<DecodingSession.Memory>
  ) {
    memory.pointee.type = ObjectIdentifier(type)
    memory.pointee.direct = type as? any SlotDecodable.Type
    memory.pointee.readsSymbols = MemoryLayout<Value>.size == 1 && type is any RawRepresentable.Type
    memory.pointee.symbols?.deallocate()
    memory.pointee.symbols = nil
  }

  /// Reads a type that reads itself; the types are known to be the same.
  private func read<Direct: SlotDecodable, Value>(_ type: Direct.Type) throws -> Value {
    if Direct.fit(node(content.node).pointee) == .none {
      return unsafeBitCast(try decodeByContainers(type), to: Value.self)
    }
    return unsafeBitCast(try Direct.read(from: self), to: Value.self)
  }

  /// How the items of the array or the values of the map that this is read themselves, if they do.
  func directItems<Item: Decodable>(_ type: Item.Type) -> (any SlotDecodable.Type)? {
    let memory = state.pointee.memories + 2 * Int(node(place.node).pointee.first)
    if memory.pointee.type != ObjectIdentifier(type) { learn(type, memory) }
    return memory.pointee.direct
  }

  /// Reads an enum of one byte that stands for a symbol, whose value was noted when it was first read.
  private func symbol<Value: Decodable>(
    _ type: Value.Type, _ memory: UnsafeMutablePointer<DecodingSession.Memory>
  ) throws -> Value {
    let content = content
    let node = node(content.node)
    guard node.pointee.kind == .enumeration, self.node(place.node).pointee.kind != .union else {
      return try decodeByContainers(type)
    }
    let symbol = slot(content.slot).index
    if let known = memory.pointee.symbols, known[symbol] > 0 {
      return unsafeBitCast(UInt8(truncatingIfNeeded: known[symbol] - 1), to: Value.self)
    }
    let value = try decodeByContainers(type)
    let symbols = memory.pointee.symbols ?? .allocate(capacity: Int(node.pointee.count))
    if memory.pointee.symbols == nil {
      symbols.initialize(repeating: 0, count: Int(node.pointee.count))
      memory.pointee.symbols = symbols
    }
    symbols[symbol] = UInt16(unsafeBitCast(value, to: UInt8.self)) + 1
    return value
  }
}
