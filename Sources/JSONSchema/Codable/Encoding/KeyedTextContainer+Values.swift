/// The overloads that spare scalars the way over their own `encode(to:)`.
extension KeyedTextContainer {
  func encodeNil(forKey key: Key) throws { try member(key) { $0.append("null" as StaticString) } }
  func encode(_ value: Bool, forKey key: Key) throws { try member(key) { $0.append(value) } }
  func encode(_ value: String, forKey key: Key) throws { try member(key) { $0.append(string: value) } }
  func encode(_ value: Double, forKey key: Key) throws { try object.session.write(value, in: object, under: key) }
  func encode(_ value: Float, forKey key: Key) throws { try object.session.write(value, in: object, under: key) }
  func encode(_ value: Int, forKey key: Key) throws { try member(key) { $0.append(integer: value) } }
  func encode(_ value: Int8, forKey key: Key) throws { try member(key) { $0.append(integer: value) } }
  func encode(_ value: Int16, forKey key: Key) throws { try member(key) { $0.append(integer: value) } }
  func encode(_ value: Int32, forKey key: Key) throws { try member(key) { $0.append(integer: value) } }
  func encode(_ value: Int64, forKey key: Key) throws { try member(key) { $0.append(integer: value) } }
  func encode(_ value: Int128, forKey key: Key) throws { try member(key) { $0.append(value.description) } }
  func encode(_ value: UInt, forKey key: Key) throws { try member(key) { $0.append(integer: value) } }
  func encode(_ value: UInt8, forKey key: Key) throws { try member(key) { $0.append(integer: value) } }
  func encode(_ value: UInt16, forKey key: Key) throws { try member(key) { $0.append(integer: value) } }
  func encode(_ value: UInt32, forKey key: Key) throws { try member(key) { $0.append(integer: value) } }
  func encode(_ value: UInt64, forKey key: Key) throws { try member(key) { $0.append(integer: value) } }
  func encode(_ value: UInt128, forKey key: Key) throws { try member(key) { $0.append(value.description) } }
}
