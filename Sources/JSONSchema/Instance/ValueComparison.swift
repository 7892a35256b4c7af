import SchemaCore

/// Equality of JSON values as JSON Schema means it (2020-12, core 4.2.2): 1 is 1.0, and members have no order.
enum ValueComparison {
  static func areEqual(_ left: Int, in leftView: JSONTapeView, _ right: Int, in rightView: JSONTapeView) -> Bool {
    let (first, second) = (leftView[left], rightView[right])
    switch (first.tag, second.tag) {
    case (.integer, .integer): return first.integer == second.integer
    case (.integer, .decimal), (.decimal, .integer): return false
    case (.decimal, .decimal): return leftView.number(of: first) == rightView.number(of: second)
    case (.string, .string): return leftView.bytes(of: first).elementsEqual(rightView.bytes(of: second))
    case (.array, .array):
      guard first.count == second.count else { return false }
      var (place, other) = (left + 1, right + 1)
      while place < first.end {
        guard areEqual(place, in: leftView, other, in: rightView) else { return false }
        place = leftView.next(after: place)
        other = rightView.next(after: other)
      }
      return true
    case (.object, .object): return areEqualObjects(left, in: leftView, right, in: rightView)
    default: return first.tag == second.tag
    }
  }

  private static func areEqualObjects(
    _ left: Int, in leftView: JSONTapeView, _ right: Int, in rightView: JSONTapeView
  ) -> Bool {
    guard leftView[left].count == rightView[right].count else { return false }
    // Names are hashed, for objects may be large.
    var members: [UInt64: [(name: JSONSlot, value: Int)]] = [:]
    rightView.eachMember(of: right) { name, value in
      members[hash(of: name, in: rightView), default: []].append((name, value))
    }
    var isEqual = true
    leftView.eachMember(of: left) { name, value in
      guard isEqual else { return }
      let other = members[hash(of: name, in: leftView)]?.first {
        leftView.bytes(of: name).elementsEqual(rightView.bytes(of: $0.name))
      }
      isEqual = other.map { areEqual(value, in: leftView, $0.value, in: rightView) } ?? false
    }
    return isEqual
  }

  /// A hash that is the same for equal values.
  static func hash(of slot: Int, in view: JSONTapeView) -> UInt64 {
    let value = view[slot]
    switch value.tag {
    case .integer: return ByteHash.mix(value.payload, 0x9E37_79B9_7F4A_7C15)
    case .decimal: return UInt64(bitPattern: Int64(view.number(of: value).hashValue))
    case .string, .replacedName: return hash(of: value, in: view)
    case .null, .true, .false: return UInt64(value.tag.rawValue)
    case .array:
      var sum: UInt64 = 7
      var place = slot + 1
      while place < value.end {
        sum = ByteHash.mix(sum ^ hash(of: place, in: view), 0xE703_7ED1_A0B4_28DB)
        place = view.next(after: place)
      }
      return sum
    case .object:
      var sum: UInt64 = 11
      view.eachMember(of: slot) { name, value in
        sum &+= ByteHash.mix(hash(of: name, in: view) ^ 0x1234_5678, hash(of: value, in: view) | 1)
      }
      return sum
    }
  }

  private static func hash(of name: JSONSlot, in view: JSONTapeView) -> UInt64 {
    ByteHash.of(UnsafeRawBufferPointer(view.bytes(of: name)))
  }

  /// Two elements of an array that are equal; nil if there are none.
  static func equalElements(of array: Int, in view: JSONTapeView) -> (Int, Int)? {
    let slot = view[array]
    guard slot.count > 1 else { return nil }
    var seen: [UInt64: [Int]] = [:]
    seen.reserveCapacity(slot.count)
    var place = array + 1
    while place < slot.end {
      let hash = hash(of: place, in: view)
      if let others = seen[hash] {
        for other in others where areEqual(other, in: view, place, in: view) { return (other, place) }
      }
      seen[hash, default: []].append(place)
      place = view.next(after: place)
    }
    return nil
  }
}
