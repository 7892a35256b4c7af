import SchemaCore

extension ProtoJSONReader {
  /// Reads a `google.protobuf.Any`: an object whose member `@type`, which may stand anywhere in it, says what the other
  /// members are.
  mutating func readAny(
    _ message: UnsafePointer<ProtoJSONMessage>, _ row: Int, _ arena: inout MessageArena, depth: Int
  ) throws(JSONFailure) {
    guard scanner.peek() == UInt8(ascii: "{") else { throw refuse(.expected(expectation(of: message))) }
    let start = scanner.position
    let members = try membersOfAny()
    guard let url = members.url else {
      if members.isEmpty { return }
      throw refuse(.said(.mismatch, "an Any needs the member \"@type\" with the URL of its type"), at: start)
    }
    let packed: [UInt8]
    if let inner = types.type(of: url) {
      packed = try pack(start..<scanner.position, value: members.value, inner, arena, depth: depth + 1)
    } else {
      guard options.keepsUnknownAny, !url.isEmpty, let value = members.value else {
        throw refuse(.said(.mismatch, ProtoJSONProblem.unknownType(url)), at: start)
      }
      packed = try unknownBytes(at: value, url)
    }
    let typeURL = try store(Array(url.utf8), &arena)
    arena.set(typeURL, message.pointee.fields, inRowAt: row)
    let value = try store(packed, &arena)
    arena.set(value, message.pointee.fields + 1, inRowAt: row)
  }

  private struct AnyMembers {
    var url: String?
    /// Where the value of the member `value` begins.
    var value: Int?
    var isEmpty = true
  }

  /// Looks through the object at the position and leaves it as it stands.
  private mutating func membersOfAny() throws(JSONFailure) -> AnyMembers {
    var members = AnyMembers()
    guard try scanner.opensObject() else { return members }
    repeat {
      members.isEmpty = false
      let name = try scanner.copiedString()
      try scanner.takeColon()
      let start = scanner.valueStart
      switch name {
      case "@type":
        guard members.url == nil else { throw refuse(.said(.mismatch, "the type is given twice"), at: start) }
        guard scanner.peek() == UInt8(ascii: "\"") else { throw refuse(.expected("a string"), at: start) }
        members.url = try scanner.copiedString()
      case "value":
        members.value = start
        try scanner.skipValue()
      default: try scanner.skipValue()
      }
    } while try scanner.takesMember()
    return members
  }

  /// Reads the object in an arena of its own and encodes it.
  private mutating func pack(
    _ text: Range<Int>, value: Int?, _ inner: AnyTypes.Compiled, _ outer: borrowing MessageArena, depth: Int
  ) throws(JSONFailure) -> [UInt8] {
    var arena = MessageArena()
    let object = UnsafeBufferPointer(start: UnsafePointer(scanner.text + text.lowerBound), count: text.count)
    arena.load(text: object, for: inner.program.identifier, slotLimit: inner.program.limits.slots(forBytes: text.count))
    var reader = ProtoJSONReader(inner.program, inner.tables, types, arena.textScanner)
    do throws(JSONFailure) {
      arena.root = MessagePlace(
        slot: try reader.readPacked(&arena, value: value.map { $0 - text.lowerBound }, depth: depth))
    } catch {
      refusal = reader.refusal
      throw JSONFailure(reason: error.reason, offset: error.offset - MessageArena.frontPadding + text.lowerBound)
    }
    do throws(CodecError) {
      var bytes: [UInt8] = []
      try inner.program.encode(&arena, into: &bytes)
      return bytes
    } catch {
      throw refuse(.said(error.kind, error.message), at: text.lowerBound)
    }
  }

  /// - Parameter value: Where the value of the member `value` begins in the object.
  private mutating func readPacked(
    _ arena: inout MessageArena, value: Int?, depth: Int
  ) throws(JSONFailure) -> Int {
    if messages.pointee.form == .fields {
      let row = try makeRow(messages, &arena, depth: depth)
      try readFields(messages, row, &arena, depth: depth, skipping: "@type")
      return row
    }
    guard let value else {
      throw refuse(.said(.mismatch, "an Any of type \(program.root.name) needs the member \"value\""))
    }
    try checkOnlyValue()
    scanner.position = MessageArena.frontPadding + value
    return try readWellKnown(messages, &arena, depth: depth)
  }

  /// Makes sure that the object has no members but the type and the value.
  private mutating func checkOnlyValue() throws(JSONFailure) {
    var count = 0
    guard try scanner.opensObject() else { return }
    repeat {
      let start = scanner.position
      let name = try scanner.copiedString()
      try scanner.takeColon()
      if name != "@type" { count += 1 }
      if name != "@type" && name != "value" || count > 1 {
        let told = "an Any of type \(program.root.name) has the members \"@type\" and \"value\" only, each once"
        throw refuse(.said(.mismatch, told), at: start)
      }
      try scanner.skipValue()
    } while try scanner.takesMember()
  }

  /// The bytes of an Any whose type is not known, from their base64.
  private mutating func unknownBytes(at value: Int, _ url: String) throws(JSONFailure) -> [UInt8] {
    let end = scanner.position
    scanner.position = value
    defer { scanner.position = end }
    if scanner.peek() == UInt8(ascii: "\"") {
      var text = Array(try scanner.copiedString().utf8)
      let count = text.withUnsafeMutableBufferPointer { text in
        text.baseAddress.map { Base64.decode(inPlace: $0, count: text.count) } ?? 0
      }
      if let count { return Array(text.prefix(count)) }
    }
    throw refuse(.said(.mismatch, ProtoJSONProblem.unknownType(url) + ", or give its bytes in base64"), at: value)
  }
}
