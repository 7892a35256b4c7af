import SchemaCore

/// Numbers as the reference registry writes them: whole numbers by their digits, others as a Java double prints.
enum NumberText {
  /// The text of a number as it was written in a schema.
  static func text(_ number: JSONNumber) -> String {
    if number.isInteger { return number.text == "-0" ? "0" : number.text }
    let value = number.double
    // A number out of range has no other form than its digits.
    return value.isFinite ? text(value) : number.text
  }

  /// The shortest digits that mean the value, plain from 0.001 up to below 10,000,000 and with an exponent otherwise.
  static func text<Value: BinaryFloatingPoint & LosslessStringConvertible>(_ value: Value) -> String {
    let sign = value.sign == .minus ? "-" : ""
    if value.isZero { return sign + "0.0" }
    let (digits, exponent) = decimal(value.magnitude)
    if (-3..<7).contains(exponent) { return sign + plain(digits, exponent) }
    let fraction = digits.count > 1 ? String(digits.dropFirst()) : "0"
    return "\(sign)\(digits.prefix(1)).\(fraction)E\(exponent)"
  }

  /// The significant digits, and the power of ten that the first of them counts.
  private static func decimal(_ value: some LosslessStringConvertible) -> (digits: String, exponent: Int) {
    let parts = value.description.split(separator: "e")
    let mantissa = parts[0].split(separator: ".", omittingEmptySubsequences: false)
    let fraction = mantissa.count > 1 ? mantissa[1] : ""
    let all = mantissa[0] + fraction
    let significant = all.drop { $0 == "0" }
    let shift = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
    let exponent = mantissa[0].count - 1 - (all.count - significant.count) + shift
    let trailing = significant.reversed().prefix { $0 == "0" }.count
    return (String(significant.dropLast(trailing)), exponent)
  }

  private static func plain(_ digits: String, _ exponent: Int) -> String {
    if exponent < 0 { return "0." + String(repeating: "0", count: -exponent - 1) + digits }
    let whole = digits.prefix(exponent + 1)
    let fraction = digits.dropFirst(exponent + 1)
    let zeros = String(repeating: "0", count: exponent + 1 - whole.count)
    return "\(whole)\(zeros).\(fraction.isEmpty ? "0" : fraction)"
  }
}
