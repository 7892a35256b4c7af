import SchemaCore

/// The text of a schema that registries store: without white space, members in their order, and every number in one of
/// the ways that it can be written.
enum CanonicalText {
  /// The text, normalized by sorting the members of all objects if asked for.
  static func text(of schema: JSONValue, isNormalized: Bool = false) -> String {
    JSONWriter.text(schema, style: isNormalized ? .sorted : .compact) { text(of: $0) }
  }

  /// A number as the reference implementation prints it, with its digits as they are: integers plainly, others as Java
  /// prints decimals (`java.math.BigDecimal.toString`), with trailing zeros, and with an exponent only where the value is
  /// far from 1.
  static func text(of number: JSONNumber) -> String {
    let parts = NumberParts(number.text)
    var digits = Array(parts.digits.drop { $0 == 0 })
    if digits.isEmpty { digits = [0] }
    let sign = parts.isNegative && digits != [0] ? "-" : ""
    let text = String(decoding: digits.map { $0 + UInt8(ascii: "0") }, as: UTF8.self)
    if parts.isInteger { return sign + text }
    let scale = -parts.exponent
    let exponent = digits.count - 1 - scale
    if scale >= 0, exponent >= -6 {
      if scale == 0 { return sign + text }
      let padded = String(repeating: "0", count: max(0, scale + 1 - digits.count)) + text
      return sign + padded.dropLast(scale) + "." + padded.suffix(scale)
    }
    let fraction = digits.count == 1 ? "" : "." + text.dropFirst()
    return sign + text.prefix(1) + fraction + "E" + (exponent < 0 ? "" : "+") + String(exponent)
  }
}
