public import SchemaCore

// For parts that do not write themselves; the closures get the writer and the part.
extension AvroWriter {
  /// Writes a union of `null` and one other type.
  @inlinable public mutating func optional<Value>(
    _ value: Value?, nullAt null: Int = 0, _ write: (inout AvroWriter, Value) throws(CodecError) -> Void
  ) throws(CodecError) {
    if let value {
      index(1 &- null)
      try write(&self, value)
    } else {
      index(null)
    }
  }

  /// Writes an `array`.
  @inlinable public mutating func array<Item>(
    _ items: [Item], _ write: (inout AvroWriter, Item) throws(CodecError) -> Void
  ) throws(CodecError) {
    if !items.isEmpty {
      long(Int64(items.count))
      try enter()
      // Through the memory, so that items are not copied, which would count each reference in them up and down.
      try items.withUnsafeBufferPointer { items throws(CodecError) in
        for place in items.indices { try write(&self, items[place]) }
      }
      leave()
    }
    long(0)
  }

  /// Writes a `map`, its entries in the dictionary's order, which differs from one run of the program to the next.
  @inlinable public mutating func map<Value>(
    _ values: [String: Value], _ write: (inout AvroWriter, Value) throws(CodecError) -> Void
  ) throws(CodecError) {
    if !values.isEmpty {
      long(Int64(values.count))
      try enter()
      for (key, value) in values {
        string(key)
        try write(&self, value)
      }
      leave()
    }
    long(0)
  }

  /// Writes a value that may hold another of its own type. Arrays and maps count their levels themselves.
  ///
  /// - Throws: `CodecError` of kind `limit` if more than 128 are open: a reader would refuse them too.
  @inlinable public mutating func nested(
    _ write: (inout AvroWriter) throws(CodecError) -> Void
  ) throws(CodecError) {
    try enter()
    try write(&self)
    leave()
  }

  @inlinable mutating func enter() throws(CodecError) {
    guard levelsLeft > 0 else { throw Self.tooDeep() }
    levelsLeft &-= 1
  }

  @inlinable mutating func leave() { levelsLeft &+= 1 }

  @usableFromInline @inline(never) static func tooDeep() -> CodecError {
    .nested(deeperThan: AvroReader.maximumDepth)
  }
}
