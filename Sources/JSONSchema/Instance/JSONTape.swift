import SchemaCore

/// A JSON text as a row of slots, read in one pass, without a value for each value.
///
/// The memory is kept from one text to the next.
struct JSONTape: ~Copyable, @unchecked Sendable {
  /// What is accepted short of the standard.
  struct Options: Sendable {
    /// How many arrays and objects may be open at a time.
    var maximumDepth: Int
    /// How long a text may be.
    var maximumBytes: Int
    /// True if two members of one name are refused. Otherwise the last counts.
    var refusesDuplicates: Bool

    init(maximumDepth: Int = 256, maximumBytes: Int = 1 << 30, refusesDuplicates: Bool = false) {
      self.maximumDepth = maximumDepth
      // Places are counted in 32 bits.
      self.maximumBytes = min(maximumBytes, 1 << 30)
      self.refusesDuplicates = refusesDuplicates
    }
  }

  var text: UnsafeMutablePointer<UInt8>
  private var textCapacity = 256
  var slots: UnsafeMutablePointer<JSONSlot>
  private var slotCapacity = 64
  var count = 0
  var duplicates = DuplicateNames()

  init() {
    text = .allocate(capacity: textCapacity)
    slots = .allocate(capacity: slotCapacity)
  }

  deinit {
    text.deallocate()
    slots.deallocate()
  }

  /// How much memory it has, whether it is in use or not.
  var capacityInBytes: Int { textCapacity + slotCapacity * MemoryLayout<JSONSlot>.stride }

  /// What was read last. Valid until the next text, and as long as the tape.
  var view: JSONTapeView { JSONTapeView(slots: slots, text: text) }

  /// Makes this the text `null`.
  mutating func readNull() {
    count = 1
    slots[0] = JSONSlot(.null, .null, offset: 0)
  }

  /// Reads a text that holds one value and nothing else.
  ///
  /// - Throws: `JSONError` with the first place that is wrong, or where a limit is passed.
  mutating func read(_ bytes: UnsafeBufferPointer<UInt8>, options: Options = Options()) throws(JSONError) {
    guard bytes.count <= options.maximumBytes else {
      throw JSONError(
        "the text has \(bytes.count) bytes; at most \(options.maximumBytes) are accepted",
        at: TextPosition(line: 1, column: 1), isLimit: true)
    }
    copy(bytes)
    guard UTF8Validation.isValid(text, count: bytes.count) else {
      throw JSONError(
        "the text is not UTF-8", at: TextPosition(offset: Self.validCount(of: bytes), in: bytes))
    }
    count = 0
    do throws(InstanceFailure) {
      try readSlots(count: bytes.count, options)
    } catch {
      throw error.error(in: bytes, maximumDepth: options.maximumDepth)
    }
    if options.refusesDuplicates, let place = duplicates.first {
      throw JSONError("this name is there twice in its object", at: TextPosition(offset: place, in: bytes))
    }
  }

  private mutating func copy(_ bytes: UnsafeBufferPointer<UInt8>) {
    let needed = bytes.count + InstanceScanner.padding
    if needed > textCapacity {
      text.deallocate()
      textCapacity = max(needed, 2 * textCapacity)
      text = .allocate(capacity: textCapacity)
    }
    if let start = bytes.baseAddress { text.update(from: start, count: bytes.count) }
    (text + bytes.count).update(repeating: 0, count: InstanceScanner.padding)
  }

  /// Slots are written before it is known what they hold; so the memory grows ahead of them.
  @inline(__always) private mutating func append(_ slot: JSONSlot) {
    if count == slotCapacity { grow() }
    slots[count] = slot
    count &+= 1
  }

  @inline(never) private mutating func grow() {
    let grown = UnsafeMutablePointer<JSONSlot>.allocate(capacity: 2 * slotCapacity)
    grown.update(from: slots, count: count)
    slots.deallocate()
    slots = grown
    slotCapacity *= 2
  }

  /// How many bytes there are before the first that is not UTF-8.
  private static func validCount(of bytes: UnsafeBufferPointer<UInt8>) -> Int {
    var decoder = UTF8()
    var iterator = bytes.makeIterator()
    var count = 0
    while case .scalarValue(let scalar) = decoder.decode(&iterator) { count += UTF8.width(scalar) }
    return count
  }
}

extension JSONTape {
  private mutating func readSlots(count length: Int, _ options: Options) throws(InstanceFailure) {
    var scanner = InstanceScanner(text: text)
    duplicates.first = nil
    // The innermost that is open. While it is, its payload says which is around it, and not yet where it ends.
    var container = -1
    var depth = 0
    while true {
      let first = scanner.peek()
      let offset = scanner.position
      switch first {
      case UInt8(ascii: "\""): try appendString(&scanner)
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        guard depth < options.maximumDepth else { throw InstanceFailure(.depth, offset) }
        scanner.position &+= 1
        let isObject = first == UInt8(ascii: "{")
        append(JSONSlot(isObject ? .object : .array, isObject ? .object : .array, offset: offset))
        if !scanner.take(first &+ 2) {
          slots[count &- 1].payload = 1 &<< 32 | UInt64(truncatingIfNeeded: container &+ 1)
          container = count &- 1
          depth &+= 1
          if isObject { try appendName(&scanner) }
          continue
        }
        slots[count &- 1].payload = UInt64(count)
      case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
        append(try scanner.number())
        if container >= 0, slots[container].tag == .array { try appendNumbers(&scanner, in: container) }
      case UInt8(ascii: "t"):
        try scanner.take(word: "true")
        append(JSONSlot(.true, .boolean, offset: offset))
      case UInt8(ascii: "f"):
        try scanner.take(word: "false")
        append(JSONSlot(.false, .boolean, offset: offset))
      case UInt8(ascii: "n"):
        try scanner.take(word: "null")
        append(JSONSlot(.null, .null, offset: offset))
      default: throw InstanceFailure(.value, offset)
      }
      try closeContainers(&scanner, &container, &depth)
      if container < 0 {
        _ = scanner.peek()
        if scanner.position < length { throw InstanceFailure(.trailing, scanner.position) }
        return
      }
    }
  }

  /// Closes what ends with the value that was read, up to where another value follows.
  @inline(__always) private mutating func closeContainers(
    _ scanner: inout InstanceScanner, _ container: inout Int, _ depth: inout Int
  ) throws(InstanceFailure) {
    while container >= 0 {
      let next = scanner.peek()
      let isObject = slots[container].tag == .object
      if next == UInt8(ascii: ",") {
        scanner.position &+= 1
        slots[container].payload &+= 1 &<< 32
        if isObject { try appendName(&scanner) }
        return
      }
      guard next == (isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) else {
        throw InstanceFailure(isObject ? .memberEnd : .elementEnd, scanner.position)
      }
      scanner.position &+= 1
      let around = slots[container].end &- 1
      slots[container].payload = slots[container].payload & ~0xFFFF_FFFF | UInt64(count)
      if isObject && slots[container].count > 1 { duplicates.mark(in: slots, container, end: count, text) }
      container = around
      depth &-= 1
    }
  }

  /// Takes numbers as long as one follows the other with nothing but a comma between them, as in large arrays.
  @inline(__always) private mutating func appendNumbers(
    _ scanner: inout InstanceScanner, in array: Int
  ) throws(InstanceFailure) {
    let first = count
    while scanner.text[scanner.position] == UInt8(ascii: ","), scanner.beginsNumber(at: scanner.position &+ 1) {
      scanner.position &+= 1
      append(try scanner.number())
    }
    slots[array].payload &+= UInt64(count &- first) &<< 32
  }

  @inline(__always) private mutating func appendString(_ scanner: inout InstanceScanner) throws(InstanceFailure) {
    let (offset, length) = try scanner.string()
    append(JSONSlot(.string, .string, offset: offset, payload: UInt64(length)))
  }

  @inline(__always) private mutating func appendName(_ scanner: inout InstanceScanner) throws(InstanceFailure) {
    guard scanner.peek() == UInt8(ascii: "\"") else { throw InstanceFailure(.name, scanner.position) }
    try appendString(&scanner)
    guard scanner.take(UInt8(ascii: ":")) else { throw InstanceFailure(.colon, scanner.position) }
  }
}
