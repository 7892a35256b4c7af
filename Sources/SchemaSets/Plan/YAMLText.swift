import SchemaCore

/// JSON values as YAML that people like to read.
enum YAMLText {
  /// The members of an object, one a line, as deep as they go.
  static func text(_ object: JSONObject, indentation: Int = 0) -> String {
    object.members.map { member(scalar(member: $0.key), $0.value, indentation) }.joined()
  }

  private static func member(_ name: String, _ value: JSONValue, _ indentation: Int) -> String {
    let space = String(repeating: " ", count: indentation)
    switch value {
    case .object(let object) where !object.isEmpty:
      return "\(space)\(name):\n" + text(object, indentation: indentation + 2)
    case .array(let elements) where elements.contains { $0.object?.isEmpty == false }:
      return "\(space)\(name):\n" + elements.map { element($0, indentation + 2) }.joined()
    default: return "\(space)\(name): \(flow(value))\n"
    }
  }

  private static func element(_ value: JSONValue, _ indentation: Int) -> String {
    let space = String(repeating: " ", count: indentation)
    guard case .object(let object) = value, !object.isEmpty else { return "\(space)- \(flow(value))\n" }
    let lines = text(object, indentation: indentation + 2)
    return "\(space)- \(lines.dropFirst(indentation + 2))"
  }

  /// A value in one line. JSON is YAML.
  private static func flow(_ value: JSONValue) -> String {
    guard let text = value.string else { return JSONWriter.text(value) }
    return isPlain(text) ? text : JSONWriter.text(value)
  }

  private static func scalar(member name: String) -> String { isPlain(name) ? name : JSONWriter.text(.string(name)) }

  /// True for what is a text in YAML without quotes, and in no reader's opinion anything else.
  private static func isPlain(_ text: String) -> Bool {
    guard let first = text.utf8.first, isLetter(first), text.utf8.count <= 1024 else { return false }
    let words: Set<String> = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"]
    return !words.contains(text.lowercased())
      && text.utf8.allSatisfy { byte in
        isLetter(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || "./_-%".utf8.contains(byte)
      }
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }
}
