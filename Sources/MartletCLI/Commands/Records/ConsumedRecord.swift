import Kafka
import RecordCodec
import SchemaCore

/// A record of a topic, decoded as far as its key and value could be.
struct ConsumedRecord {
  var message: KafkaMessage
  /// Nil for a key that was written without a schema.
  var key: JSONTextDecoder.Record?
  /// Nil for a tombstone.
  var value: JSONTextDecoder.Record?

  /// Appends one line of JSON with everything that is known about the record. The members are always the same, but for
  /// `keySchema` and `keyEncoding`, which tell what a key is that is not text.
  func appendEnvelope(to output: inout [UInt8]) {
    output += "{\"topic\":".utf8
    JSONWriter.appendString(message.topic, to: &output)
    output += ",\"partition\":\(message.partition),\"offset\":\(message.offset),\"timestamp\":".utf8
    output += (message.timestamp.map(String.init) ?? "null").utf8
    output += ",\"headers\":[".utf8
    for (place, header) in message.headers.enumerated() {
      output += (place == 0 ? "{\"name\":" : ",{\"name\":").utf8
      JSONWriter.appendString(header.name, to: &output)
      Self.append(header.value, as: ("value", "base64"), to: &output)
      output.append(UInt8(ascii: "}"))
    }
    output.append(UInt8(ascii: "]"))
    appendKey(to: &output)
    output += ",\"schema\":".utf8
    Self.append(value, to: &output)
    output += ",\"value\":".utf8
    if let value { output += value.json } else { output += "null".utf8 }
    output += "}\n".utf8
  }

  private func appendKey(to output: inout [UInt8]) {
    if let key {
      output += ",\"key\":".utf8
      output += key.json
      output += ",\"keySchema\":".utf8
      Self.append(key, to: &output)
    } else if let bytes = message.key, String(validating: bytes, as: UTF8.self) == nil {
      output += ",\"key\":\"\(Base64.text(of: bytes))\",\"keyEncoding\":\"base64\"".utf8
    } else {
      Self.append(message.key, as: ("key", "key"), to: &output)
    }
  }

  /// Appends a member for bytes: text under one name, base64 under another.
  private static func append(_ bytes: [UInt8]?, as names: (text: String, base64: String), to output: inout [UInt8]) {
    guard let bytes else {
      output += ",\"\(names.text)\":null".utf8
      return
    }
    if let text = String(validating: bytes, as: UTF8.self) {
      output += ",\"\(names.text)\":".utf8
      JSONWriter.appendString(text, to: &output)
    } else {
      output += ",\"\(names.base64)\":\"\(Base64.text(of: bytes))\"".utf8
    }
  }

  /// Appends which schema a part was written with, and the name of its type if it has one.
  private static func append(_ part: JSONTextDecoder.Record?, to output: inout [UInt8]) {
    switch part?.schema {
    case nil: output += "null".utf8
    case .registered(.id(let id))?: output += "{\"id\":\(id)".utf8
    case .registered(.guid(let guid))?: output += "{\"guid\":\"\(guid)\"".utf8
    case let other?:
      output += "{\"name\":".utf8
      JSONWriter.appendString(other.description, to: &output)
    }
    guard let part else { return }
    if let name = part.typeName {
      output += ",\"type\":".utf8
      JSONWriter.appendString(name, to: &output)
    }
    output.append(UInt8(ascii: "}"))
  }
}
