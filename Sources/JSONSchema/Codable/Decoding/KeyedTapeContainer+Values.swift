/// The overloads that spare scalars the way over their own `init(from:)`.
extension KeyedTapeContainer {
  func decodeNil(forKey key: Key) throws -> Bool { try required(key).isNull }
  func decode(_ type: Bool.Type, forKey key: Key) throws -> Bool { try required(key).boolean() }
  func decode(_ type: String.Type, forKey key: Key) throws -> String { try required(key).string() }
  func decode(_ type: Double.Type, forKey key: Key) throws -> Double { try required(key).floatingPoint(type) }
  func decode(_ type: Float.Type, forKey key: Key) throws -> Float { try required(key).floatingPoint(type) }
  func decode(_ type: Int.Type, forKey key: Key) throws -> Int { try required(key).integer(type) }
  func decode(_ type: Int8.Type, forKey key: Key) throws -> Int8 { try required(key).integer(type) }
  func decode(_ type: Int16.Type, forKey key: Key) throws -> Int16 { try required(key).integer(type) }
  func decode(_ type: Int32.Type, forKey key: Key) throws -> Int32 { try required(key).integer(type) }
  func decode(_ type: Int64.Type, forKey key: Key) throws -> Int64 { try required(key).integer(type) }
  func decode(_ type: Int128.Type, forKey key: Key) throws -> Int128 { try required(key).integer(type) }
  func decode(_ type: UInt.Type, forKey key: Key) throws -> UInt { try required(key).integer(type) }
  func decode(_ type: UInt8.Type, forKey key: Key) throws -> UInt8 { try required(key).integer(type) }
  func decode(_ type: UInt16.Type, forKey key: Key) throws -> UInt16 { try required(key).integer(type) }
  func decode(_ type: UInt32.Type, forKey key: Key) throws -> UInt32 { try required(key).integer(type) }
  func decode(_ type: UInt64.Type, forKey key: Key) throws -> UInt64 { try required(key).integer(type) }
  func decode(_ type: UInt128.Type, forKey key: Key) throws -> UInt128 { try required(key).integer(type) }

  func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value { try required(key).value(type) }
}

extension KeyedTapeContainer {
  func decodeIfPresent(_ type: Bool.Type, forKey key: Key) throws -> Bool? { try present(key)?.boolean() }
  func decodeIfPresent(_ type: String.Type, forKey key: Key) throws -> String? { try present(key)?.string() }
  func decodeIfPresent(_ type: Double.Type, forKey key: Key) throws -> Double? { try present(key)?.floatingPoint(type) }
  func decodeIfPresent(_ type: Float.Type, forKey key: Key) throws -> Float? { try present(key)?.floatingPoint(type) }
  func decodeIfPresent(_ type: Int.Type, forKey key: Key) throws -> Int? { try present(key)?.integer(type) }
  func decodeIfPresent(_ type: Int8.Type, forKey key: Key) throws -> Int8? { try present(key)?.integer(type) }
  func decodeIfPresent(_ type: Int16.Type, forKey key: Key) throws -> Int16? { try present(key)?.integer(type) }
  func decodeIfPresent(_ type: Int32.Type, forKey key: Key) throws -> Int32? { try present(key)?.integer(type) }
  func decodeIfPresent(_ type: Int64.Type, forKey key: Key) throws -> Int64? { try present(key)?.integer(type) }
  func decodeIfPresent(_ type: Int128.Type, forKey key: Key) throws -> Int128? { try present(key)?.integer(type) }
  func decodeIfPresent(_ type: UInt.Type, forKey key: Key) throws -> UInt? { try present(key)?.integer(type) }
  func decodeIfPresent(_ type: UInt8.Type, forKey key: Key) throws -> UInt8? { try present(key)?.integer(type) }
  func decodeIfPresent(_ type: UInt16.Type, forKey key: Key) throws -> UInt16? { try present(key)?.integer(type) }
  func decodeIfPresent(_ type: UInt32.Type, forKey key: Key) throws -> UInt32? { try present(key)?.integer(type) }
  func decodeIfPresent(_ type: UInt64.Type, forKey key: Key) throws -> UInt64? { try present(key)?.integer(type) }
  func decodeIfPresent(_ type: UInt128.Type, forKey key: Key) throws -> UInt128? { try present(key)?.integer(type) }

  func decodeIfPresent<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value? {
    try present(key)?.value(type)
  }
}
