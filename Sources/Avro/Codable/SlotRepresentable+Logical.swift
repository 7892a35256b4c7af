import SchemaCore

/// The types of logical types read and write the numbers and bytes that stand for them. On text they are the text of
/// their own conformance to `Codable`.
extension AvroDecimal: SlotDecodable, SlotEncodable {
  static func fit(_ node: CodableNode) -> SlotFit {
    switch node.logicalType {
    case .decimal, .bigDecimal: .exact
    default: .none
    }
  }

  static func read(from slot: SlotDecoder) throws -> AvroDecimal {
    let content = slot.content
    let bytes = Array(slot.bytes(of: slot.slot(content.slot)))
    guard case .decimal(_, let scale) = slot.node(content.node).pointee.logicalType else {
      if let decimal = AvroDecimal(bigDecimalBytes: bytes) { return decimal }
      throw slot.dataCorrupted("the bytes are no big-decimal")
    }
    do throws(CodecError) {
      return try AvroDecimal(unscaledBytes: bytes, scale: scale)
    } catch {
      throw slot.dataCorrupted(error)
    }
  }

  func write(to session: EncodingSession, as node: Int32) throws {
    let entry = session.state.pointee.nodes[Int(node)]
    guard case .decimal(let precision, let scale) = entry.logicalType else {
      guard let bytes = bigDecimalBytes else { throw session.invalid(self, "\(self) has a scale beyond that of int") }
      return try session.append(bytes: bytes, as: node)
    }
    let fitted: AvroDecimal
    do throws(CodecError) { fitted = try self.fitted(precision: precision, scale: scale) } catch {
      throw session.invalid(self, error)
    }
    guard entry.kind == .fixed else { return try session.append(bytes: fitted.unscaledBytes, as: node) }
    guard let bytes = fitted.unscaledBytes(count: Int(entry.count)) else {
      throw session.invalid(self, "\(self) does not fit \(entry.count) bytes")
    }
    try session.append(bytes: bytes, as: node)
  }
}

extension AvroDate: SlotDecodable, SlotEncodable {
  static func fit(_ node: CodableNode) -> SlotFit { node.logicalType == .date ? .exact : .none }

  static func read(from slot: SlotDecoder) throws -> AvroDate { AvroDate(daysSinceEpoch: try slot.integer(Int32.self)) }

  func write(to session: EncodingSession, as node: Int32) throws { session.append(RecordSlot(Int64(daysSinceEpoch))) }
}

extension AvroTimeOfDay: SlotDecodable, SlotEncodable {
  static func fit(_ node: CodableNode) -> SlotFit {
    switch node.logicalType {
    case .timeMillis: Unit.perSecond == 1000 ? .exact : .none
    case .timeMicros: Unit.perSecond == 1_000_000 ? .exact : .none
    default: .none
    }
  }

  static func read(from slot: SlotDecoder) throws -> AvroTimeOfDay {
    AvroTimeOfDay(sinceMidnight: try slot.integer(Int64.self))
  }

  func write(to session: EncodingSession, as node: Int32) throws {
    try session.encodeScalar(sinceMidnight, as: node)
  }
}

extension AvroTimestamp: SlotDecodable, SlotEncodable {
  static func fit(_ node: CodableNode) -> SlotFit {
    switch node.logicalType {
    case .timestampMillis: Unit.perSecond == 1000 ? .exact : .none
    case .timestampMicros: Unit.perSecond == 1_000_000 ? .exact : .none
    case .timestampNanos: Unit.perSecond == 1_000_000_000 ? .exact : .none
    default: .none
    }
  }

  static func read(from slot: SlotDecoder) throws -> AvroTimestamp {
    AvroTimestamp(sinceEpoch: try slot.integer(Int64.self))
  }

  func write(to session: EncodingSession, as node: Int32) throws { session.append(RecordSlot(sinceEpoch)) }
}

extension AvroLocalTimestamp: SlotDecodable, SlotEncodable {
  static func fit(_ node: CodableNode) -> SlotFit {
    switch node.logicalType {
    case .localTimestampMillis: Unit.perSecond == 1000 ? .exact : .none
    case .localTimestampMicros: Unit.perSecond == 1_000_000 ? .exact : .none
    case .localTimestampNanos: Unit.perSecond == 1_000_000_000 ? .exact : .none
    default: .none
    }
  }

  static func read(from slot: SlotDecoder) throws -> AvroLocalTimestamp {
    AvroLocalTimestamp(sinceEpoch: try slot.integer(Int64.self))
  }

  func write(to session: EncodingSession, as node: Int32) throws { session.append(RecordSlot(sinceEpoch)) }
}

extension AvroDuration: SlotDecodable, SlotEncodable {
  static func fit(_ node: CodableNode) -> SlotFit { node.logicalType == .duration ? .exact : .none }

  static func read(from slot: SlotDecoder) throws -> AvroDuration {
    guard let duration = AvroDuration(bytes: slot.bytes(of: slot.slot(slot.content.slot))) else {
      throw slot.dataCorrupted("a duration has 12 bytes")
    }
    return duration
  }

  func write(to session: EncodingSession, as node: Int32) throws { try session.append(bytes: bytes, as: node) }
}
