import FoundationEssentials

extension Date: SlotDecodable, SlotEncodable {
  /// Numbers without a meaning fit too, so that they are refused: a date's own conformance would take them for seconds
  /// since 2001. Floating-point numbers are left to it.
  static func fit(_ node: CodableNode) -> SlotFit {
    if node.kind != .int && node.kind != .long { return .none }
    return unitsOfDay(in: node) == nil ? .convertible : .exact
  }

  static func read(from slot: SlotDecoder) throws -> Date {
    let content = slot.content
    guard let units = unitsOfDay(in: slot.node(content.node).pointee) else {
      throw DecodingError.typeMismatch(self, slot.context(refusal(slot.session.layout, content.node)))
    }
    // Whole days and the rest are added last, so that no more is lost than a date cannot hold.
    let (days, rest) = slot.slot(content.slot).int64.quotientAndRemainder(dividingBy: units)
    return Date(timeIntervalSince1970: Double(days) * secondsOfDay + Double(rest) / (Double(units) / secondsOfDay))
  }

  /// Rounds to the nearest unit of a timestamp. A date is the day in UTC.
  func write(to session: EncodingSession, as node: Int32) throws {
    guard let units = Self.unitsOfDay(in: session.state.pointee.nodes[Int(node)]) else {
      throw session.invalid(self, Self.refusal(session.layout, node))
    }
    let seconds = timeIntervalSince1970
    let days = (seconds / Self.secondsOfDay).rounded(.down)
    let rest = units == 1 ? 0 : ((seconds - days * Self.secondsOfDay) * (Double(units) / Self.secondsOfDay)).rounded()
    if let days = Int64(exactly: days), let rest = Int64(exactly: rest) {
      let (product, isTooLarge) = days.multipliedReportingOverflow(by: units)
      let (sum, isSumTooLarge) = product.addingReportingOverflow(rest)
      let isInRange = session.kind(of: node) == .long || Int32(exactly: sum) != nil
      if !isTooLarge && !isSumTooLarge && isInRange { return session.append(RecordSlot(sum)) }
    }
    let name = session.state.pointee.nodes[Int(node)].logicalType?.name ?? ""
    throw session.invalid(self, "the date, \(seconds) s from 1970, is out of the range of \(name)")
  }

  private static let secondsOfDay = 86_400.0

  /// How many units of the type make a day; nil for what does not stand for an instant.
  private static func unitsOfDay(in node: CodableNode) -> Int64? {
    switch node.logicalType {
    case .date: 1
    case .timestampMillis: 86_400_000
    case .timestampMicros: 86_400_000_000
    case .timestampNanos: 86_400_000_000_000
    default: nil
    }
  }

  private static func refusal(_ layout: CodableLayout, _ node: Int32) -> String {
    let type = layout.nodes[Int(node)].logicalType?.name ?? layout.typeName(of: node)
    return "\(type) is no instant; Date stands for date, timestamp-millis, timestamp-micros and timestamp-nanos"
  }
}

extension UUID: SlotDecodable, SlotEncodable {
  static func fit(_ node: CodableNode) -> SlotFit {
    switch node.kind {
    case .string: node.logicalType == .uuid ? .exact : .convertible
    case .fixed where node.count == 16: node.logicalType == .uuid ? .exact : .convertible
    default: .none
    }
  }

  static func read(from slot: SlotDecoder) throws -> UUID {
    let content = slot.content
    let value = slot.slot(content.slot)
    if slot.node(content.node).pointee.kind == .fixed {
      return UUID(uuid: UnsafeRawBufferPointer(slot.bytes(of: value)).loadUnaligned(as: uuid_t.self))
    }
    let text = slot.text(of: value)
    guard let uuid = UUID(uuidString: text) else { throw slot.dataCorrupted("\"\(text)\" is no UUID") }
    return uuid
  }

  /// As text in lower case (RFC 9562) on a string.
  func write(to session: EncodingSession, as node: Int32) throws {
    if session.kind(of: node) == .string { return session.append(text: uuidString.lowercased()) }
    try session.append(bytes: withUnsafeBytes(of: uuid) { Array($0) }, as: node)
  }
}

extension Data: SlotDecodable, SlotEncodable {
  static func fit(_ node: CodableNode) -> SlotFit { node.kind == .bytes || node.kind == .fixed ? .exact : .none }

  static func read(from slot: SlotDecoder) throws -> Data { Data(slot.bytes(of: slot.slot(slot.content.slot))) }

  func write(to session: EncodingSession, as node: Int32) throws { try session.append(bytes: self, as: node) }
}
