import Avro
import SchemaCore
import SwiftSource

/// Turns the default of a field into the default argument of an initializer.
struct DefaultArgument {
  /// A default can hold the default of a field, and so on; longer expressions serve nobody.
  private static let maximumDepth = 16

  private let mapping: TypeMapping

  init(_ mapping: TypeMapping) {
    self.mapping = mapping
  }

  /// The default as source; nil if there is no expression for it that cannot fail.
  func text(_ value: JSONValue, _ use: AvroSchema, depth: Int = 0) -> String? {
    if depth > Self.maximumDepth { return nil }
    let schema = mapping.types.definition(of: use)
    switch (schema.type, value) {
    case (.null, .null): return "AvroNull()"
    case (.boolean, .bool(let value)): return value ? "true" : "false"
    case (.int, .number(let number)), (.long, .number(let number)): return integer(number, schema)
    case (.float, .number(let number)):
      return floatingPoint(Float(number.text), number.text) { "Float(bitPattern: \($0.bitPattern))" }
    case (.double, .number(let number)):
      return floatingPoint(Double(number.text), number.text) { "Double(bitPattern: \($0.bitPattern))" }
    case (.string, .string(let text)): return string(text, schema.logicalType)
    case (.bytes, .string(let text)), (.fixed, .string(let text)): return bytes(text, schema)
    case (.enumeration(let enumeration), .string(let symbol)):
      guard let place = enumeration.symbols.firstIndex(of: symbol) else { return nil }
      return "\(mapping.names.name(of: enumeration.name)).\(EnumDeclaration.caseNames(of: enumeration)[place])"
    case (.array(let items), .array(let values)):
      let texts = values.compactMap { text($0, items, depth: depth + 1) }
      return texts.count == values.count ? "[\(texts.joined(separator: ", "))]" : nil
    case (.map(let values), .object(let object)):
      let texts = object.compactMap { member in
        text(member.value, values, depth: depth + 1).map { "\(member.key.debugDescription): \($0)" }
      }
      // Keys that Swift takes for the same text, however it is composed, are not told apart by who looks them up.
      guard texts.count == object.count, Set(object.map(\.key)).count == object.count else { return nil }
      return texts.isEmpty ? "[:]" : "[\(texts.joined(separator: ", "))]"
    case (.record(let record), .object(let object)): return call(record, object, depth: depth)
    case (.union(let branches), _): return union(value, branches, depth: depth)
    default: return nil
    }
  }

  /// The compiler warns of literals so small that they lose digits, and of large integers that become others; and it
  /// takes `-0` for the integer without a sign.
  private func floatingPoint<Value: BinaryFloatingPoint>(
    _ value: Value?, _ text: String, exactText: (Value) -> String
  ) -> String? {
    guard let value, value.isFinite else { return nil }
    if value.isZero { return value.sign == .minus ? "-0.0" : "0.0" }
    if value.isSubnormal { return exactText(value) }
    return value.ulp > 1 && text.allSatisfy { $0.isNumber || $0 == "-" } ? text + ".0" : text
  }

  private func integer(_ number: JSONNumber, _ schema: AvroSchema) -> String? {
    guard let value = number.int64, schema.type == .long || Int32(exactly: value) != nil else { return nil }
    var scope = UnionScope(mapping.names)
    let type = mapping.type(of: schema, in: &scope).text
    switch schema.logicalType {
    case .date: return "\(type)(daysSinceEpoch: \(value))"
    case .timeMillis, .timeMicros: return "\(type)(sinceMidnight: \(value))"
    case nil: return "\(value)"
    default: return "\(type)(sinceEpoch: \(value))"
    }
  }

  /// Text that is to be a UUID may be none.
  private func string(_ text: String, _ logicalType: LogicalType?) -> String? {
    logicalType == nil ? text.debugDescription : nil
  }

  /// Each character stands for a byte.
  private func bytes(_ text: String, _ schema: AvroSchema) -> String? {
    let bytes = text.unicodeScalars.compactMap { UInt8(exactly: $0.value) }
    guard bytes.count == text.unicodeScalars.count else { return nil }
    switch (schema.logicalType, schema.type) {
    case (.decimal(_, let scale), _):
      guard let unscaled = try? AvroDecimal(unscaledBytes: bytes, scale: scale).unscaled else { return nil }
      return "AvroDecimal(unscaled: \(unscaled), scale: \(scale))"
    case (nil, .bytes): return "[\(bytes.map(String.init).joined(separator: ", "))]"
    case (nil, .fixed(let fixed)):
      return "\(mapping.names.name(of: fixed.name))(bytes: [\(bytes.map(String.init).joined(separator: ", "))])"
    default: return nil
    }
  }

  private func call(_ record: AvroRecord, _ object: JSONObject, depth: Int) -> String? {
    let names = Identifier.members(record.fields.map(\.name), reserved: [])
    var arguments: [String] = []
    for (field, name) in zip(record.fields, names) {
      // A field that is not given has a default, and then so has the argument, or neither can be written.
      guard let value = object[field.name] ?? field.defaultValue, let text = text(value, field.schema, depth: depth + 1)
      else {
        return nil
      }
      arguments.append("\(Identifier.label(name)): \(text)")
    }
    return "\(mapping.names.name(of: record.name))(\(arguments.joined(separator: ", ")))"
  }

  private func union(_ value: JSONValue, _ branches: [AvroSchema], depth: Int) -> String? {
    if let (wrapped, _) = TypeMapping.optional(branches) {
      return value == .null ? "nil" : text(value, wrapped, depth: depth + 1)
    }
    let names = UnionDeclaration.caseNames(of: branches, mapping.types)
    for (branch, name) in zip(branches, names) {
      guard let text = text(value, branch, depth: depth + 1) else { continue }
      return branch.type == .null ? ".\(name)" : ".\(name)(\(text))"
    }
    return nil
  }
}
