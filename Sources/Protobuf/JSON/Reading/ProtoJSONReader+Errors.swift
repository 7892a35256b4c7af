import SchemaCore

extension ProtoJSONReader {
  /// Notes why a value is refused: the next one, or the one that begins at an offset.
  @inline(never) mutating func refuse(_ refusal: Refusal, at offset: Int? = nil) -> JSONFailure {
    let place = offset ?? scanner.valueStart
    if case .expected = refusal, !Self.beginsValue(scanner.text[place]) {
      return JSONFailure(reason: .value, offset: place)
    }
    self.refusal = refusal
    return JSONFailure(reason: .refused, offset: place)
  }

  private static func beginsValue(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "-"), UInt8(ascii: "t"),
      UInt8(ascii: "f"), UInt8(ascii: "n"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: false
    }
  }

  /// The error for the caller.
  ///
  /// - Parameters:
  ///   - text: The text as it was before it was read.
  ///   - start: Where it began for the scanner.
  @inline(never) func error(
    _ failure: JSONFailure, in text: UnsafeBufferPointer<UInt8>, from start: Int = MessageArena.frontPadding
  ) -> CodecError {
    let placed = JSONFailure(reason: failure.reason, offset: failure.offset - start)
    let place = JSONTextPath(to: placed.offset, in: text)
    var error: CodecError
    switch (failure.reason, refusal) {
    case (.refused, .expected(let expectation)):
      error = CodecError(.mismatch, "expected \(expectation), found \(place.excerpt)")
    case (.refused, .said(let kind, let message)): error = CodecError(kind, message)
    default:
      let inner = placed.error(in: text)
      error = CodecError(inner.isLimit ? .limit : .syntax, inner.message)
    }
    error.path = place.path
    error.textPosition = place.position
    return error
  }

  /// What a message of the type looks like in JSON.
  func expectation(of message: UnsafePointer<ProtoJSONMessage>) -> String {
    switch message.pointee.form {
    case .fields: "\(program.types[message.pointee.type].name) (an object)"
    case .any: "google.protobuf.Any (an object with \"@type\")"
    case .timestamp: "a timestamp (a string such as \"2024-05-06T07:08:09.123Z\", of the years 0001 to 9999)"
    case .duration: "a duration (a string such as \"1.5s\", of at most \(DurationText.maximumSeconds) s)"
    case .fieldMask: "a field mask (a string such as \"user.displayName,photo\")"
    case .structure: "an object"
    case .list: "an array"
    case .value, .wrapper: "a value"
    }
  }

  /// The refusal of a member that is no field.
  @inline(never) mutating func unknown(
    _ name: JSONScanner.Piece, of message: UnsafePointer<ProtoJSONMessage>, at start: Int
  ) -> JSONFailure {
    let type = program.types[message.pointee.type]
    let given = String(decoding: scanner.bytes(of: name).prefix(64), as: UTF8.self)
    let names = type.fields.map { options.preservesFieldNames ? $0.name : $0.jsonName }
    let hint: String
    if let near = SimilarNames.nearest(to: given, among: names) {
      hint = "did you mean \"\(near)\"?"
    } else if names.isEmpty {
      hint = "it has no fields"
    } else {
      hint = "its fields are " + names.prefix(20).joined(separator: ", ") + (names.count > 20 ? ", …" : "")
    }
    return refuse(.said(.mismatch, "\(type.name) has no field \"\(given)\"; \(hint)"), at: start)
  }

  /// Says which member of a field's oneof was given before it.
  func otherMember(
    of field: UnsafePointer<ProtoJSONField>, _ row: Int, _ arena: borrowing MessageArena
  ) -> String {
    let type = program.types.first { type in
      type.fields.indices.contains(Int(field.pointee.index))
        && messages[type.index].fields + Int(field.pointee.index) == field
    }
    let other = Int(arena.slots[row + Int(field.pointee.oneofSlot)].bits) - 1
    guard let type, type.fields.indices.contains(other), let oneof = type.fields[other].oneof else {
      return "another field of the oneof is given too"
    }
    return "only one field of the oneof \(type.oneofs[oneof].name) may be given, and \(type.fields[other].name) is, too"
  }
}

extension ProtoJSONEnum {
  /// What a value looks like in JSON.
  func expectation(isClosed: Bool) -> String {
    "one of \(told)" + (isClosed ? "" : ", or a number")
  }
}
