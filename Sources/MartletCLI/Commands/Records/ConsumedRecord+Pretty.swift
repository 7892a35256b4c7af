import Kafka
import RecordCodec
import SchemaCore

extension ConsumedRecord {
  /// Appends the record as people read it: a line with its place, time and schema, then key, headers and value.
  func appendPretty(to output: inout [UInt8], colored: Bool) {
    var facts = ["\(message.topic) \(message.partition)/\(message.offset)"]
    if let timestamp = message.timestamp { facts.append(Moment(milliseconds: timestamp).text) }
    if let value {
      facts.append([value.schema.description, value.typeName].compactMap(\.self).joined(separator: ", "))
    }
    let title = facts.joined(separator: " · ")
    output += (colored ? "\u{1B}[1m\(title)\u{1B}[0m\n" : "\(title)\n").utf8
    if let bytes = message.key {
      let text = key.map { String(decoding: $0.json, as: UTF8.self) } ?? Self.text(bytes)
      output += "key: \(text)\n".utf8
    }
    for header in message.headers { output += "\(header.name): \(header.value.map(Self.text) ?? "null")\n".utf8 }
    switch (value?.json).map({ try? JSONParser.parse($0) }) {
    case nil: output += "null: a tombstone".utf8
    // Numbers that a format writes beyond JSON, as infinity, stay as they are.
    case .some(nil): output += value?.json ?? []
    case .some(let json?): output += JSONWriter.bytes(json, style: .pretty)
    }
    output += "\n\n".utf8
  }

  private static func text(_ bytes: [UInt8]) -> String {
    guard let text = String(validating: bytes, as: UTF8.self), !text.unicodeScalars.contains(where: { $0.value < 32 })
    else { return "0x" + Hexadecimal.text(bytes) }
    return text
  }
}
