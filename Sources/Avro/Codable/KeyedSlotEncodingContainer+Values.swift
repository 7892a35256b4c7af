/// The overloads that spare scalars the way over their own `encode(to:)`.
extension KeyedSlotEncodingContainer {
  func encodeNil(forKey key: Key) throws { try part(key) { try encoder.session.appendNull(as: $0) } }
  func encode(_ value: Bool, forKey key: Key) throws { try scalar(value, key) }
  func encode(_ value: String, forKey key: Key) throws { try scalar(value, key) }
  func encode(_ value: Double, forKey key: Key) throws { try scalar(value, key) }
  func encode(_ value: Float, forKey key: Key) throws { try scalar(value, key) }
  func encode(_ value: Int, forKey key: Key) throws { try scalar(value, key) }
  func encode(_ value: Int8, forKey key: Key) throws { try scalar(value, key) }
  func encode(_ value: Int16, forKey key: Key) throws { try scalar(value, key) }
  func encode(_ value: Int32, forKey key: Key) throws { try scalar(value, key) }
  func encode(_ value: Int64, forKey key: Key) throws { try scalar(value, key) }
  func encode(_ value: Int128, forKey key: Key) throws { try scalar(value, key) }
  func encode(_ value: UInt, forKey key: Key) throws { try scalar(value, key) }
  func encode(_ value: UInt8, forKey key: Key) throws { try scalar(value, key) }
  func encode(_ value: UInt16, forKey key: Key) throws { try scalar(value, key) }
  func encode(_ value: UInt32, forKey key: Key) throws { try scalar(value, key) }
  func encode(_ value: UInt64, forKey key: Key) throws { try scalar(value, key) }
  func encode(_ value: UInt128, forKey key: Key) throws { try scalar(value, key) }

  func encode<Value: Encodable>(_ value: Value, forKey key: Key) throws {
    let field = KeyFields.field(of: key, in: fields)
    if field >= 0 {
      try encoder.encode(value, field: field)
    } else {
      try part(key) { try encoder.session.encode(value, as: $0) }
    }
  }

  @inline(__always) private func scalar(_ value: some SlotEncodable, _ key: Key) throws {
    let field = KeyFields.field(of: key, in: fields)
    if field >= 0 {
      try encoder.encodeScalar(value, field: field)
    } else {
      try part(key) { try encoder.session.encodeScalar(value, as: $0) }
    }
  }
}

extension KeyedSlotEncodingContainer {
  func encodeIfPresent(_ value: Bool?, forKey key: Key) throws { try optionalScalar(value, key) }
  func encodeIfPresent(_ value: String?, forKey key: Key) throws { try optionalScalar(value, key) }
  func encodeIfPresent(_ value: Double?, forKey key: Key) throws { try optionalScalar(value, key) }
  func encodeIfPresent(_ value: Float?, forKey key: Key) throws { try optionalScalar(value, key) }
  func encodeIfPresent(_ value: Int?, forKey key: Key) throws { try optionalScalar(value, key) }
  func encodeIfPresent(_ value: Int8?, forKey key: Key) throws { try optionalScalar(value, key) }
  func encodeIfPresent(_ value: Int16?, forKey key: Key) throws { try optionalScalar(value, key) }
  func encodeIfPresent(_ value: Int32?, forKey key: Key) throws { try optionalScalar(value, key) }
  func encodeIfPresent(_ value: Int64?, forKey key: Key) throws { try optionalScalar(value, key) }
  func encodeIfPresent(_ value: Int128?, forKey key: Key) throws { try optionalScalar(value, key) }
  func encodeIfPresent(_ value: UInt?, forKey key: Key) throws { try optionalScalar(value, key) }
  func encodeIfPresent(_ value: UInt8?, forKey key: Key) throws { try optionalScalar(value, key) }
  func encodeIfPresent(_ value: UInt16?, forKey key: Key) throws { try optionalScalar(value, key) }
  func encodeIfPresent(_ value: UInt32?, forKey key: Key) throws { try optionalScalar(value, key) }
  func encodeIfPresent(_ value: UInt64?, forKey key: Key) throws { try optionalScalar(value, key) }
  func encodeIfPresent(_ value: UInt128?, forKey key: Key) throws { try optionalScalar(value, key) }

  func encodeIfPresent<Value: Encodable>(_ value: Value?, forKey key: Key) throws {
    if let value { try encode(value, forKey: key) } else { try absentPart(key) }
  }

  @inline(__always) private func optionalScalar(_ value: (some SlotEncodable)?, _ key: Key) throws {
    if let value { try scalar(value, key) } else { try absentPart(key) }
  }
}
