import Avro
import SchemaCore

/// Turns a datum of the shared benchmark, which is written for no format in particular, into Avro's JSON encoding.
struct WorkloadRecord {
  /// What the datum holds that the schema does not.
  struct Mismatch: Error { var message: String }

  private let document: AvroDocument

  init(_ document: AvroDocument) {
    self.document = document
  }

  func json(_ datum: JSONValue) throws -> JSONValue { try json(datum, document.root) }

  private func json(_ datum: JSONValue, _ use: AvroSchema) throws -> JSONValue {
    let schema = document.definition(of: use)
    switch (schema.type, datum) {
    case (.record(let record), .object(let object)):
      return .object(
        JSONObject(
          try record.fields.map { field in
            JSONObject.Member(key: field.name, value: try json(object[field.name] ?? .null, field.schema))
          }))
    case (.array(let items), .array(let values)): return .array(try values.map { try json($0, items) })
    case (.map(let values), .object(let object)):
      return .object(
        JSONObject(try object.map { JSONObject.Member(key: $0.key, value: try json($0.value, values)) }))
    case (.union(let branches), _): return try union(datum, branches)
    case (.bytes, .string(let text)), (.fixed, .string(let text)):
      let bytes: [UInt8]
      if case .decimal(_, let scale)? = schema.logicalType {
        bytes = try unscaled(text, scale: scale)
      } else {
        bytes = try base64(text)
      }
      return .string(String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) })))
    default: return datum
    }
  }

  /// Null, the one other branch of a nullable, or the branch that the single key names.
  private func union(_ datum: JSONValue, _ branches: [AvroSchema]) throws -> JSONValue {
    if case .null = datum { return .null }
    if branches.count == 2, let other = branches.first(where: { $0.type != .null }),
      branches.contains(where: { $0.type == .null })
    {
      return .object([name(other): try json(datum, other)])
    }
    guard case .object(let object) = datum, let member = object.first(where: { $0.value != .null }) else {
      throw Mismatch(message: "no branch in \(datum)")
    }
    let branch = branches.first { branch in
      switch branch.type {
      case .record, .named: branch.name?.name.lowercased() == member.key.lowercased()
      default: branch.type.keyword.map { $0 + "Value" } == member.key
      }
    }
    guard let branch else { throw Mismatch(message: "no branch \(member.key)") }
    return .object([name(branch): try json(member.value, branch)])
  }

  private func name(_ schema: AvroSchema) -> String { schema.name?.fullName ?? schema.type.keyword ?? "" }

  /// The shortest two's complement that has a bit for the sign beyond the bits of the magnitude.
  private func unscaled(_ text: String, scale: Int) throws -> [UInt8] {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    let fraction = parts.count > 1 ? String(parts[1]) : ""
    let digits = parts[0] + fraction + String(repeating: "0", count: scale - fraction.count)
    guard let value = Int64(digits) else { throw Mismatch(message: "no decimal: \(text)") }
    let bitCount = 64 - value.magnitude.leadingZeroBitCount
    return (0..<(bitCount + 8) / 8).reversed().map { UInt8(truncatingIfNeeded: value >> Int64(8 * $0)) }
  }

  private func base64(_ text: String) throws -> [UInt8] {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var bytes: [UInt8] = []
    var bits: UInt32 = 0
    var bitCount = 0
    for letter in text.utf8 where letter != UInt8(ascii: "=") {
      guard let value = alphabet.firstIndex(of: letter) else { throw Mismatch(message: "no base64: \(text)") }
      bits = bits << 6 | UInt32(value)
      bitCount += 6
      if bitCount >= 8 {
        bitCount -= 8
        bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(bitCount)))
      }
    }
    return bytes
  }
}
