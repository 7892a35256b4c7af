import ReferenceCodecs

/// One thing that libavro 1.11 does with a record, and that is wrong or not what is done here.
///
/// Nothing is left out of a comparison with libavro except by one of these or by a `PortabilityRule`.
struct LibavroFault: CustomStringConvertible, Sendable {
  var name: String
  /// What libavro does.
  var fault: String
  var schema: String
  /// A record as hexadecimal digits.
  var record: String
  /// What libavro writes after it has read the record; nil if it does not read or write it.
  var reencoded: String?
  /// Its JSON; nil if it has none.
  var json: String?
  /// The JSON that is right; nil for a record that must be refused.
  var correctJSON: String?

  var description: String { name }

  static let all: [LibavroFault] = [
    LibavroFault(
      name: "U+0000 in a key", fault: "the key ends there", schema: #"{"type":"map","values":"int"}"#,
      record: "0206610062 0e 00", reencoded: "02026 10e 00", json: #"{"a": 7}"#, correctJSON: #"{"a\u0000b":7}"#),
    LibavroFault(
      name: "U+0000 in a string", fault: "in JSON the string ends there", schema: #""string""#, record: "06610062",
      reencoded: "06610062", json: #""a""#, correctJSON: #""a\u0000b""#),
    LibavroFault(
      name: "a zero byte in bytes", fault: "in JSON the bytes end there", schema: #""bytes""#, record: "06610062",
      reencoded: "06610062", json: #""a""#, correctJSON: #""a\u0000b""#),
    LibavroFault(
      name: "a zero byte in a fixed", fault: "in JSON the bytes end there",
      schema: #"{"type":"fixed","name":"F","size":3}"#, record: "610062", reencoded: "610062", json: #""a""#,
      correctJSON: #""a\u0000b""#),
    LibavroFault(
      name: "a double that is no number", fault: "it has no JSON", schema: #""double""#, record: "000000000000f87f",
      reencoded: "000000000000f87f", json: nil, correctJSON: #""NaN""#),
    LibavroFault(
      name: "an infinite float", fault: "it has no JSON", schema: #""float""#, record: "000080ff",
      reencoded: "000080ff", json: nil, correctJSON: #""-Infinity""#),
    LibavroFault(
      name: "a key twice", fault: "the entries become one", schema: #"{"type":"map","values":"int"}"#,
      record: "04026102026104 00", reencoded: "0202610400", json: #"{"a": 2}"#, correctJSON: #"{"a":1,"a":2}"#),
    LibavroFault(
      name: "a branch that has a namespace", fault: "in JSON the namespace is missing",
      schema: #"["null",{"type":"enum","name":"E","namespace":"a.b","symbols":["X"]}]"#, record: "0200",
      reencoded: "0200", json: #"{"E": "X"}"#, correctJSON: #"{"a.b.E":"X"}"#),
    LibavroFault(
      name: "a boolean of 255", fault: "any byte but 0 is true", schema: #""boolean""#, record: "ff", reencoded: "ff",
      json: "true", correctJSON: nil),
    LibavroFault(
      name: "a symbol that is none", fault: "its place is not checked",
      schema: #"{"type":"enum","name":"E","symbols":["A"]}"#, record: "02", reencoded: "02", json: nil,
      correctJSON: nil),
    LibavroFault(
      name: "a string that is not UTF-8", fault: "its bytes are not checked", schema: #""string""#, record: "04ff80",
      reencoded: "04ff80", json: nil, correctJSON: nil),
    LibavroFault(
      name: "a block that is shorter than it says", fault: "its size is not checked",
      schema: #"{"type":"array","items":"int"}"#, record: "01fe030200", reencoded: "020200", json: "[1]",
      correctJSON: nil),
  ]

  /// True if a key in the value is cut off.
  static func cutsKeys(of value: ReferenceValue) -> Bool {
    value.contains { part in
      guard case .map(let entries) = part else { return false }
      return entries.contains { $0.key.contains(0) }
    }
  }

  /// True if a text in the value is cut off in JSON.
  static func cutsTexts(of value: ReferenceValue) -> Bool {
    value.contains { part in
      switch part {
      case .string(let bytes), .bytes(let bytes), .fixed(let bytes): bytes.contains(0)
      default: false
      }
    }
  }

  /// True if the value has no JSON.
  static func hasNoJSON(for value: ReferenceValue) -> Bool {
    value.contains { part in
      switch part {
      case .float(let bits): !Float(bitPattern: bits).isFinite
      case .double(let bits): !Double(bitPattern: bits).isFinite
      default: false
      }
    }
  }
}
