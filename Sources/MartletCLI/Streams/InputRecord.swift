import Kafka
import SchemaCore

/// A record of an input of text, not yet encoded.
struct InputRecord {
  /// Where it begins, from 1.
  var line: Int
  var key: Key?
  /// The value as JSON text.
  var value: ArraySlice<UInt8>
  /// What only envelopes have.
  var facts = Facts()

  /// A key as it was found.
  enum Key: Equatable {
    /// Text as it stands.
    case text([UInt8])
    /// A part of a JSON value.
    case value(JSONValue)
    /// Bytes that are no text.
    case bytes([UInt8])
  }

  /// What Kafka keeps beside key and value.
  struct Facts {
    var headers: [KafkaHeader] = []
    /// In milliseconds since 1970-01-01 UTC.
    var timestamp: Int64?
  }

  /// True if there is no value: a record that is `null` and nothing else says that what its key names is gone.
  var isTombstone: Bool {
    guard value.count < 64 else { return false }
    let words = value.split { $0 == 0x20 || $0 == 0x09 }
    return words.count == 1 && words[0].elementsEqual("null".utf8)
  }
}

extension InputRecord.Key {
  /// The key without a schema: text alone, without quotes.
  var plainBytes: [UInt8] {
    switch self {
    case .text(let bytes), .bytes(let bytes): bytes
    case .value(.string(let text)): Array(text.utf8)
    case .value(let value): JSONWriter.bytes(value)
    }
  }

  /// The key as JSON, for a schema; nil for bytes that are none.
  var json: [UInt8]? {
    switch self {
    case .text(let text): text
    case .value(let value): JSONWriter.bytes(value)
    case .bytes: nil
    }
  }
}

/// What is wrong with one record of an input; the next one may be fine.
struct InputProblem: Error, Equatable {
  var line: Int
  var message: String
}
