/// Labels of other scripts in ASCII (RFC 3492).
enum Punycode {
  /// The characters of a label behind `xn--`; nil if it is none.
  static func decode(_ text: some Sequence<UInt8>) -> [Unicode.Scalar]? {
    let bytes = Array(text)
    var output: [UInt32] = []
    var rest = bytes[...]
    if let end = bytes.lastIndex(of: UInt8(ascii: "-")) {
      output = bytes[..<end].map { UInt32($0) }
      rest = bytes[(end + 1)...]
    }
    var (scalar, index, bias) = (initialScalar, 0, initialBias)
    while !rest.isEmpty {
      let start = index
      var weight = 1
      for step in 1... {
        guard let byte = rest.popFirst(), let digit = digit(byte) else { return nil }
        index += digit * weight
        let threshold = threshold(base * step, bias)
        if digit < threshold { break }
        weight *= base - threshold
        // A label has 59 bytes at most: numbers stay small as long as they are of a character.
        if weight > 1 << 40 || index > 1 << 40 { return nil }
      }
      bias = adapt(index - start, output.count + 1, isFirst: start == 0)
      scalar += index / (output.count + 1)
      index %= output.count + 1
      guard scalar <= 0x10FFFF else { return nil }
      output.insert(UInt32(scalar), at: index)
      index += 1
    }
    let scalars = output.compactMap(Unicode.Scalar.init)
    return scalars.count == output.count && !scalars.isEmpty && scalars.contains { !$0.isASCII } ? scalars : nil
  }

  /// How many bytes the characters of a label have behind `xn--`.
  static func encodedCount(_ scalars: [Unicode.Scalar]) -> Int {
    guard scalars.count <= 63 else { return 64 }
    let plain = scalars.filter(\.isASCII).count
    var count = plain > 0 ? plain + 1 : 0
    var (scalar, delta, bias, handled) = (initialScalar, 0, initialBias, plain)
    while handled < scalars.count {
      let next = scalars.map { Int($0.value) }.filter { $0 >= scalar }.min() ?? 0x10FFFF
      delta += (next - scalar) * (handled + 1)
      scalar = next
      for other in scalars {
        if Int(other.value) < scalar { delta += 1 }
        guard Int(other.value) == scalar else { continue }
        var rest = delta
        for step in 1... {
          count += 1
          let threshold = threshold(base * step, bias)
          if rest < threshold { break }
          rest = (rest - threshold) / (base - threshold)
        }
        bias = adapt(delta, handled + 1, isFirst: handled == plain)
        delta = 0
        handled += 1
      }
      delta += 1
      scalar += 1
    }
    return count
  }

  private static let base = 36
  private static let initialBias = 72
  private static let initialScalar = 128

  private static func threshold(_ place: Int, _ bias: Int) -> Int { min(max(place - bias, 1), 26) }

  private static func adapt(_ delta: Int, _ count: Int, isFirst: Bool) -> Int {
    var delta = isFirst ? delta / 700 : delta / 2
    delta += delta / count
    var place = 0
    while delta > 455 {
      delta /= 35
      place += base
    }
    return place + 36 * delta / (delta + 38)
  }

  private static func digit(_ byte: UInt8) -> Int? {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"): Int(byte - UInt8(ascii: "a"))
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): Int(byte - UInt8(ascii: "A"))
    case UInt8(ascii: "0")...UInt8(ascii: "9"): Int(byte - UInt8(ascii: "0")) + 26
    default: nil
    }
  }
}
