import Avro
import SchemaCore

/// Makes records that are alike without being the same.
struct RandomData {
  private var state: UInt64
  /// What kinds of values stand under a path.
  private var kinds: [String: [Int]] = [:]

  init(seed: UInt64) {
    state = seed
  }

  mutating func record() -> JSONValue { object(path: "", depth: 0) }

  /// Columns of one or two kinds, with a cell left empty now and then.
  mutating func table() -> (columns: [String], rows: [[String]]) {
    let columns = (0...random(6)).map { "\(["id", "a b", "é", "2x"][$0 % 4])\($0)" }
    let rows = (0..<15).map { _ in
      columns.map { column in random(8) == 0 ? "" : cell(kind(of: column, count: 9)) }
    }
    return (columns, rows)
  }

  /// True if the decoded value says what was given: missing members are null, numbers may be written otherwise.
  static func isSame(_ given: JSONValue, _ decoded: JSONValue) -> Bool {
    switch (given, decoded) {
    case (.number(let given), .number(let decoded)):
      return given.text == decoded.text || given.double == decoded.double
    case (.number(let given), .string(let decoded)): return given.text == decoded
    case (.string(let given), .string(let decoded)): return isSame(text: given, decoded)
    case (.array(let given), .array(let decoded)):
      return given.count == decoded.count && zip(given, decoded).allSatisfy { isSame($0, $1) }
    case (.object(let given), .object(let decoded)):
      return given.allSatisfy { decoded[$0.key].map { [value = $0.value] in isSame(value, $0) } ?? false }
        && decoded.allSatisfy { given[$0.key] != nil || $0.value == nil }
    default: return given == decoded
    }
  }

  /// True if the value says what the cell does.
  static func isSame(cell: String, _ value: JSONValue) -> Bool {
    switch value {
    case .null: cell.isEmpty
    case .bool(let value): cell.lowercased() == "\(value)"
    case .number(let number): Double(cell) == number.double
    case .string(let text): isSame(text: cell, text)
    default: false
    }
  }

  /// True if the texts are equal but for how many digits a time has.
  private static func isSame(text given: String, _ decoded: String) -> Bool {
    if given == decoded { return true }
    if let time = AvroTimestamp<Nanoseconds>(given) { return AvroTimestamp(decoded) == time }
    if let time = AvroTimeOfDay<Microseconds>(given) { return AvroTimeOfDay(decoded) == time }
    return false
  }

  private mutating func object(path: String, depth: Int) -> JSONValue {
    let keys = ["id", "name", "a-b", "a_b", "ü", "1st", "Record", "x"]
    var object = JSONObject()
    for (place, key) in keys.enumerated() where (place + path.utf8.count) % 3 != 0 && random(5) > 0 {
      object[key] = value(path: path + "." + key, depth: depth + 1)
    }
    return .object(object)
  }

  private mutating func value(path: String, depth: Int) -> JSONValue {
    switch kind(of: path, count: depth > 3 ? 13 : 16) {
    case 0: return nil
    case 1: return .bool(random(2) == 0)
    case 2: return .number(JSONNumber(Int64(bitPattern: next()) >> Int64(random(60))))
    case 3: return number("\(Int(random(2000)) - 1000).\(random(9))5")
    case 4: return number("\(random(9) + 1)\(String(repeating: "0", count: 15 + random(10)))1")
    case 5: return .string(["NaN", "x", "", "true", "7"][random(5)])
    case 6: return .string("2026-0\(1 + random(9))-1\(random(9))")
    case 7: return .string("2026-01-31T12:30:1\(random(9))\(random(2) == 0 ? "" : ".500")Z")
    case 8: return .string("\(random(99)).\(random(9))\(random(9))")
    case 9: return .string(["NEW", "OLD"][random(2)])
    case 10: return .string("f81d4fae-7dec-11d0-a765-00a0c91e6bf\(random(9))")
    case 11: return .string(["é", "日本", "\"\\\n", "a"][random(4)])
    case 12: return .string("12:30:0\(random(9))")
    case 13: return .array((0..<random(4)).map { _ in value(path: path + "[]", depth: depth + 1) })
    case 14:
      return .object(
        JSONObject(
          (0..<random(5)).map { _ in
            JSONObject.Member(key: "\(random(1000))", value: value(path: path + "{}", depth: depth + 1))
          }))
    default: return object(path: path, depth: depth)
    }
  }

  private mutating func cell(_ kind: Int) -> String {
    switch kind {
    case 0: ["true", "FALSE"][random(2)]
    case 1: "\(Int64(bitPattern: next()) >> Int64(random(60)))"
    case 2: "\(random(2000)).\(random(9))5"
    case 3: "\(random(20)).\(random(200))e\(random(5))"
    case 4: "2026-0\(1 + random(9))-1\(random(9))"
    case 5: "2026-01-31T12:30:1\(random(9))Z"
    case 6: "text \"\(random(99))\", [x]"
    case 7: "00\(random(99))"
    default: "\(random(9) + 1)00000000000000000000\(random(9))"
    }
  }

  /// Mostly one kind for a path, sometimes two or three.
  private mutating func kind(of path: String, count: Int) -> Int {
    if kinds[path] == nil {
      kinds[path] = (0..<[1, 1, 1, 2, 3][random(5)]).map { _ in random(count) }
    }
    let known = kinds[path] ?? [0]
    return known[random(known.count)]
  }

  private func number(_ text: String) -> JSONValue { JSONNumber(text).map { .number($0) } ?? nil }

  private mutating func random(_ count: Int) -> Int { Int(next() % UInt64(count)) }

  /// SplitMix64.
  private mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
