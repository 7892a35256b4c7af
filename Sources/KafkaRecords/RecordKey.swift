public import RecordCodec

/// The key of a record, which chooses its partition and, in a compacted topic, what the record replaces.
public enum RecordKey: Hashable, Sendable {
  /// A text, written as UTF-8 without a schema: what most keys are.
  case text(String)

  /// Bytes as they are.
  case bytes([UInt8])

  /// A key with a schema, made by a `RecordEncoder` whose settings say that it is for keys.
  case encoded(EncodedRecord)

  var bytes: [UInt8] {
    switch self {
    case .text(let text): Array(text.utf8)
    case .bytes(let bytes): bytes
    case .encoded(let record): record.bytes
    }
  }

  /// Where the key names its schema, if it does so outside of its bytes.
  var headers: [RecordHeader] {
    if case .encoded(let record) = self { record.headers } else { [] }
  }
}
