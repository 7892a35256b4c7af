public import SchemaCore

// For parts that do not read themselves: `try reader.array { reader throws(CodecError) in try reader.decimal(scale: 2) }`.
extension AvroReader {
  /// Reads a union of `null` and one other type: nil, or what `read` makes of the other branch.
  @inlinable public mutating func optional<Value>(
    nullAt null: Int = 0, _ read: (inout AvroReader) throws(CodecError) -> Value
  ) throws(CodecError) -> Value? {
    try branch(of: 2) == null ? nil : try read(&self)
  }

  /// Reads an `array` whose items `read` reads.
  @inlinable public mutating func array<Item>(
    _ read: (inout AvroReader) throws(CodecError) -> Item
  ) throws(CodecError) -> [Item] {
    var items: [Item] = []
    try blocks { reader, count throws(CodecError) in
      var left = count
      while left > 0 {
        let step = Swift.min(left, Self.maximumReserve)
        // Without a look at the room and at the owners of the array for each item.
        try items.append(addingCapacity: step) { span throws(CodecError) in
          for _ in 0..<step { span.append(try read(&reader)) }
        }
        left &-= step
      }
    }
    return items
  }

  /// Reads a `map` whose values `read` reads.
  @inlinable public mutating func map<Value>(
    _ read: (inout AvroReader) throws(CodecError) -> Value
  ) throws(CodecError) -> AvroMap<Value> {
    AvroMap(
      entries: try array { reader throws(CodecError) in
        let key = try reader.string()
        return (key, try read(&reader))
      })
  }

  /// Reads a value that may hold another of its own type. Arrays and maps count their levels themselves.
  ///
  /// - Throws: `CodecError` of kind `limit` if more than 128 are open, so that no record can exhaust the stack.
  @inlinable public mutating func nested<Value>(
    _ read: (inout AvroReader) throws(CodecError) -> Value
  ) throws(CodecError) -> Value {
    guard levelsLeft > 0 else { throw failure(.depth) }
    levelsLeft &-= 1
    let value = try read(&self)
    levelsLeft &+= 1
    return value
  }

  /// Memory is reserved for so many items at a time, however many the bytes promise.
  @usableFromInline static let maximumReserve = 4096

  /// Calls `read` for each block of an array or a map with the count of its items.
  @inlinable mutating func blocks(
    _ read: (inout AvroReader, Int) throws(CodecError) -> Void
  ) throws(CodecError) {
    var count = try blockCount()
    guard count > 0 else { return }
    guard levelsLeft > 0 else { throw failure(.depth) }
    levelsLeft &-= 1
    while count > 0 {
      let begin = position
      try read(&self, count)
      // Items that take no bytes are not bounded by the record's length, so they are counted.
      if position == begin {
        emptyItemsLeft -= count
        guard emptyItemsLeft >= 0 else { throw failure(.emptyItems) }
      }
      count = try blockCount()
    }
    levelsLeft &+= 1
  }

  /// The count of the next block's items. It is at most the number of bytes left or of items without bytes allowed.
  @inlinable mutating func blockCount() throws(CodecError) -> Int {
    let begin = position
    var count = try long()
    if count < 0 {
      // A negative count is followed by the block's size in bytes, for those who skip it.
      count = 0 &- count
      let size = try long()
      guard count > 0 && size >= 0 else { throw failure(.negativeSize, at: begin) }
      guard size <= Int64(bytesLeft) else { throw failure(.truncated, at: begin) }
    }
    guard count <= Int64(bytesLeft) || count <= Int64(emptyItemsLeft) else {
      throw failure(.truncated, at: begin)
    }
    return Int(truncatingIfNeeded: count)
  }
}
