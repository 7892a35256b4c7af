/// The tables of a program where the loops that use them find them: memory and not arrays, because an array that is
/// taken out of an object is counted each time. Whoever makes them deallocates them.
struct ProgramTables: @unchecked Sendable {
  /// One for each message type.
  let messages: UnsafePointer<MessageTable>
  /// The numbers of each enum.
  let enums: UnsafePointer<EnumNumbers>
  private let messageCount: Int
  private let enumCount: Int

  init(_ layouts: [MessageLayout], enums types: [EnumType]) {
    let layouts = layouts.map { MessageTable($0, layouts) }
    let enums = types.map { EnumNumbers($0.sortedNumbers) }
    messages = copied(layouts)
    self.enums = copied(enums)
    messageCount = layouts.count
    enumCount = enums.count
  }

  func deallocate() {
    for place in 0..<messageCount {
      messages[place].dense.deallocate()
      messages[place].others.deallocate()
      messages[place].encoding.deallocate()
    }
    for place in 0..<enumCount { enums[place].deallocate() }
    messages.deallocate()
    enums.deallocate()
  }
}

/// The numbers that a closed enum has names for.
struct EnumNumbers {
  private let first: UnsafePointer<Int32>
  private let count: Int

  init(_ sorted: [Int32]) {
    first = copied(sorted)
    count = sorted.count
  }

  func deallocate() { first.deallocate() }

  func contains(_ number: Int32) -> Bool {
    // Most enums have all numbers from 0 on.
    if number >= 0, Int(number) < count, first[Int(number)] == number { return true }
    var lower = 0
    var upper = count
    while lower < upper {
      let middle = (lower + upper) / 2
      if first[middle] == number { return true }
      if first[middle] < number { lower = middle + 1 } else { upper = middle }
    }
    return false
  }
}

extension MessageTable {
  init(_ layout: MessageLayout, _ layouts: [MessageLayout]) {
    let entries = layout.fields.map(FieldEntry.init)
    // Numbers are mostly given without large gaps: as many entries as keep a quarter of the room in use.
    var denseCount = 0
    for (index, entry) in entries.enumerated() where Int(entry.number) <= 4 * (index + 1) + 16 {
      denseCount = Int(entry.number) + 1
    }
    var dense = Array(repeating: FieldEntry(.unknown), count: denseCount + 1)
    for entry in entries where entry.number < denseCount { dense[Int(entry.number)] = entry }
    let others = entries.filter { $0.number >= denseCount } + entries.compactMap(\.otherwisePacked)

    self.dense = copied(dense)
    self.denseCount = UInt32(denseCount)
    self.others = copied(others.sorted { $0.tag < $1.tag } + Self.noFields)
    otherCount = UInt32(others.count)
    let fields = layout.fields.map { EncodingEntry($0, inMapEntry: layout.isMapEntry) }
    encoding = copied(fields + [EncodingEntry(unknownSlot: layout.unknownSlot)])
    fieldCount = UInt32(layout.fields.count)
    clearedSlots = UInt32(layout.clearedSlots)
    slotCount = UInt32(layout.slotCount)
    unknownSlot = UInt32(layout.unknownSlot)
    presenceWords = UInt32(layout.presenceWords)
    isMapEntry = layout.isMapEntry
    if isMapEntry, let value = layout.fields.last, case .slot(let slot) = value.defaultValue {
      missingValue = slot.bits
    } else {
      missingValue = 0
    }
  }
}

extension MessageField {
  /// How one value is read.
  fileprivate var elementOperation: FieldOperation {
    switch kind {
    case .scalar(let type): FieldOperation(type, validatesUTF8: validatesUTF8)
    case .enumeration: isClosedEnum ? .closedEnum : .int32
    case .message: .message
    case .group: .group
    }
  }

  fileprivate var operation: FieldOperation {
    isRepeated ? elementOperation.repeated(isPacked: isPacked) : elementOperation
  }

  fileprivate var tag: UInt32 {
    let wireType = operation == .packed ? .lengthDelimited : elementOperation.wireType
    return UInt32(bitPattern: number) << 3 | UInt32(wireType.rawValue)
  }

  fileprivate var typeIndex: UInt32 {
    switch kind {
    case .message(let place), .group(let place): UInt32(place)
    case .enumeration(let type): UInt32(type.index)
    case .scalar: 0
    }
  }
}

extension FieldEntry {
  fileprivate init(_ field: MessageField) {
    self.init(
      tag: field.tag, type: field.typeIndex, slot: UInt16(field.slot), index: UInt16(field.index),
      oneofSlot: UInt16(field.oneofSlot), operation: field.oneof == nil ? field.operation : .member,
      element: field.elementOperation)
  }

  /// The entry of repeated numbers that are packed although the field is declared not to be, or the other way round.
  fileprivate var otherwisePacked: FieldEntry? {
    var entry = self
    switch operation {
    case .packed:
      entry.operation = .unpacked
      entry.tag = number << 3 | UInt32(element.wireType.rawValue)
    case .unpacked:
      entry.operation = .packed
      entry.tag = number << 3 | UInt32(WireType.lengthDelimited.rawValue)
    default: return nil
    }
    return entry
  }
}

extension EncodingEntry {
  fileprivate init(unknownSlot: Int) {
    self.init(
      tag: 0, slot: UInt16(unknownSlot), operation: .unknown, element: .unknown, tagLength: 0, isImplicit: false)
  }

  fileprivate init(_ field: MessageField, inMapEntry: Bool) {
    var bytes: UInt64 = 0
    var length: UInt64 = 0
    var rest = UInt64(field.tag)
    repeat {
      bytes |= (rest & 0x7F | (rest >= 0x80 ? 0x80 : 0)) << (8 * length)
      rest >>= 7
      length += 1
    } while rest > 0
    // Both fields of a map's entry are always written.
    let isImplicit = field.presence == .implicit && !field.isRepeated && field.oneof == nil && !inMapEntry
    self.init(
      tag: bytes << (64 - 8 * length), type: field.typeIndex, slot: UInt16(field.slot), operation: field.operation,
      element: field.elementOperation, tagLength: UInt8(length), isImplicit: isImplicit)
  }
}

private func copied<Element: BitwiseCopyable>(_ elements: [Element]) -> UnsafePointer<Element> {
  let memory = UnsafeMutablePointer<Element>.allocate(capacity: max(1, elements.count))
  memory.initialize(from: elements, count: elements.count)
  return UnsafePointer(memory)
}
