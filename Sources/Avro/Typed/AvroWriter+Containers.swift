public import SchemaCore

// For parts that do not write themselves; the closures get the writer and the part.
extension AvroWriter {
  /// Writes a union of `null` and one other type.
  @inlinable public mutating func optional<Value: ~Copyable>(
    _ value: borrowing Value?, nullAt null: Int = 0,
    _ write: (inout AvroWriter, borrowing Value) throws(CodecError) -> Void
  ) throws(CodecError) {
    switch value {
    case .some(let value):
      index(1 &- null)
      try write(&self, value)
    case .none: index(null)
    }
  }

  /// Writes an `array`.
  @inlinable public mutating func array<Item>(
    _ items: borrowing [Item], _ write: (inout AvroWriter, borrowing Item) throws(CodecError) -> Void
  ) throws(CodecError) {
    let count = items.count
    if count > 0 {
      long(Int64(count))
      try enter()
      try items.withUnsafeBufferPointer { items throws(CodecError) in
        if let first = items.baseAddress { try forEach(first, count: count, write) }
      }
      leave()
    }
    long(0)
  }

  /// Writes a `map`.
  @inlinable public mutating func map<Value>(
    _ map: borrowing AvroMap<Value>, _ write: (inout AvroWriter, borrowing Value) throws(CodecError) -> Void
  ) throws(CodecError) {
    try array(map.entries) { writer, entry throws(CodecError) in
      writer.string(entry.key)
      try write(&writer, entry.value)
    }
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

  /// Writes items where they are. Since they need not be types that can be copied they are not copied, which would count
  /// each reference in them up and down.
  @inlinable mutating func forEach<Item: ~Copyable>(
    _ items: UnsafePointer<Item>, count: Int, _ write: (inout AvroWriter, borrowing Item) throws(CodecError) -> Void
  ) throws(CodecError) {
    for place in 0..<count { try write(&self, items[place]) }
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
