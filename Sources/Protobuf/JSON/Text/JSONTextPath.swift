import SchemaCore

/// Where in JSON text something stands: looked up when an error is told, by reading the text once more.
struct JSONTextPath {
  /// Names and indexes from the outermost value, such as `lines[2].price`; empty for that value itself.
  private(set) var path = ""
  let position: TextPosition
  /// The value that begins here, cut off where it is long.
  private(set) var excerpt = "nothing"

  private enum Step {
    case member(String)
    case element(Int)
  }

  /// The place of the byte at `offset` in the text, which need not be well formed behind it. The place of a member's name
  /// is the object's.
  init(to offset: Int, in text: UnsafeBufferPointer<UInt8>) {
    position = TextPosition(offset: offset, in: text)
    var copy = Array(text) + [UInt8](repeating: 0, count: JSONScanner.padding)
    copy.withUnsafeMutableBufferPointer { buffer in
      guard let start = buffer.baseAddress else { return }
      var scanner = JSONScanner(text: start)
      var steps: [Step] = []
      // What is wrong with the text is told by whoever looks for the place: the way up to there is what counts.
      try? Self.walk(&scanner, to: offset, &steps)
      path = Self.text(of: steps)
      excerpt = Self.excerpt(
        at: offset, in: JSONScanner(text: start, position: min(offset, text.count)), count: text.count)
    }
  }

  private static func walk(
    _ scanner: inout JSONScanner, to offset: Int, _ steps: inout [Step]
  ) throws(JSONFailure) {
    while true {
      let next = scanner.peek()
      if scanner.position >= offset { return }
      if next == UInt8(ascii: "{") {
        if try scanner.opensObject() {
          if scanner.position >= offset { return }
          steps.append(.member(try name(&scanner)))
          continue
        }
      } else if next == UInt8(ascii: "[") {
        if scanner.opensArray() {
          steps.append(.element(0))
          continue
        }
      } else {
        try scanner.skipValue()
      }
      up: while let last = steps.last {
        steps.removeLast()
        switch last {
        case .member:
          if try scanner.takesMember() {
            if scanner.position >= offset { return }
            steps.append(.member(try name(&scanner)))
            break up
          }
        case .element(let index):
          if try scanner.takesElement() {
            steps.append(.element(index + 1))
            break up
          }
        }
      }
      if steps.isEmpty { return }
    }
  }

  private static func name(_ scanner: inout JSONScanner) throws(JSONFailure) -> String {
    let name = try scanner.copiedString()
    try scanner.takeColon()
    return name
  }

  private static func text(of steps: [Step]) -> String {
    var text = ""
    for step in steps {
      switch step {
      case .element(let index): text += "[\(index)]"
      case .member(let name):
        if isPlain(name) {
          text += (text.isEmpty ? "" : ".") + name
        } else {
          text += CodecError.step(to: name)
        }
      }
    }
    return text
  }

  /// True for what looks like the name of a field.
  private static func isPlain(_ name: String) -> Bool {
    !name.isEmpty && name.utf8.count <= 256
      && name.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"): true
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "@"): true
        default: false
        }
      }
  }

  private static func excerpt(at offset: Int, in scanner: JSONScanner, count: Int) -> String {
    var scanner = scanner
    switch scanner.peek() {
    case UInt8(ascii: "{"): return "an object"
    case UInt8(ascii: "["): return "an array"
    case 0: return "the end of the text"
    default:
      let start = scanner.position
      let isWhole = (try? scanner.skipValue()) != nil
      let end = isWhole ? scanner.position : min(start + 20, count)
      let found = UnsafeBufferPointer(start: scanner.text + start, count: max(0, end - start))
      let told = String(decoding: found.prefix(60), as: UTF8.self)
      return found.count > 60 || !isWhole ? told + "…" : told
    }
  }
}
