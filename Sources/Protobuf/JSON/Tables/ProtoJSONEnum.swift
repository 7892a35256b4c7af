/// What readers and writers of JSON know of an enum. Whoever makes it deallocates it.
struct ProtoJSONEnum: BitwiseCopyable {
  /// The number of a name.
  let numbers: NameTable
  /// Numbers with their names in quotes, sorted, each number once.
  private let values: UnsafePointer<Value>
  private let valueCount: Int
  private let text: UnsafePointer<UInt8>

  private struct Value: BitwiseCopyable {
    var number: Int32
    var count: Int32
    var name: UnsafePointer<UInt8>
  }

  init(_ type: EnumType) {
    var first: [Int32: String] = [:]
    for value in type.values where first[value.number] == nil { first[value.number] = value.name }
    let sorted = first.sorted { $0.key < $1.key }
    let text = PaddedText(sorted.map { Array("\"\($0.value)\"".utf8) })
    let memory = UnsafeMutablePointer<Value>.allocate(capacity: max(1, sorted.count))
    for (place, value) in sorted.enumerated() {
      memory[place] = Value(number: value.key, count: Int32(text.counts[place]), name: text.names[place])
    }
    values = UnsafePointer(memory)
    valueCount = sorted.count
    self.text = text.start
    numbers = NameTable(type.values.map { ($0.name, Int($0.number)) })
  }

  func deallocate() {
    numbers.deallocate()
    values.deallocate()
    text.deallocate()
  }

  /// The name of a number with its quotes; nil if it has none.
  @inline(__always) func name(of number: Int32) -> UnsafeBufferPointer<UInt8>? {
    // Most enums have all numbers from 0 on.
    if number >= 0, Int(number) < valueCount, values[Int(number)].number == number { return name(at: Int(number)) }
    var lower = 0
    var upper = valueCount
    while lower < upper {
      let middle = (lower + upper) / 2
      if values[middle].number == number { return name(at: middle) }
      if values[middle].number < number { lower = middle + 1 } else { upper = middle }
    }
    return nil
  }

  /// The first names, as they are told in messages.
  var told: String {
    let names = (0..<min(20, valueCount)).map { String(decoding: name(at: $0).dropFirst().dropLast(), as: UTF8.self) }
    return names.joined(separator: ", ") + (valueCount > 20 ? ", …" : "")
  }

  @inline(__always) private func name(at place: Int) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: values[place].name, count: Int(values[place].count))
  }
}
