/// Encodes the items of an array, one after the other.
struct UnkeyedSlotEncodingContainer: UnkeyedEncodingContainer {
  private let encoder: SlotEncoder
  private var session: EncodingSession { encoder.session }

  init(_ encoder: SlotEncoder) {
    self.encoder = encoder
  }

  var codingPath: [any CodingKey] { encoder.codingPath }

  var count: Int { (try? encoder.frame()).map { Int($0.pointee.place) } ?? 0 }

  func encodeNil() throws { try item { try session.appendNull(as: $0) } }

  func encode<Value: Encodable>(_ value: Value) throws { try item { try session.encode(value, as: $0) } }

  func nestedContainer<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
    superEncoder().container(keyedBy: type)
  }

  func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer { superEncoder().unkeyedContainer() }

  /// An encoder of the next item.
  func superEncoder() -> any Encoder {
    guard let frame = try? encoder.frame(), frame.pointee.form == .array else { return encoder }
    let items = session.state.pointee.nodes[Int(frame.pointee.node)].first
    let item = session.aside(Int32(truncatingIfNeeded: session.state.pointee.arena.pointee.slotCount), as: items)
    frame.pointee.place += 1
    return item
  }

  @inline(__always) private func item(_ encode: (Int32) throws -> Void) throws {
    let frame = try encoder.frame()
    guard frame.pointee.form == .array else {
      let expected = session.layout.description(of: frame.pointee.node)
      throw session.invalid((), "an unkeyed container cannot be written as \(expected)")
    }
    let slotCount = session.state.pointee.arena.pointee.slotCount
    do { try encode(session.state.pointee.nodes[Int(frame.pointee.node)].first) } catch {
      encoder.rollBack(to: slotCount)
      throw error
    }
    frame.pointee.place += 1
  }
}
