/// Writes texts as Swift writes them.
package enum StringLiteral {
  /// A literal of any text, in one line.
  package static func text(_ text: String) -> String {
    var literal = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": literal += "\\\""
      case "\\": literal += "\\\\"
      case "\n": literal += "\\n"
      default:
        let isSeen =
          scalar.value >= 0x20 && scalar.value != 0x7F && scalar.properties.generalCategory != .control
          && scalar.properties.generalCategory != .format
        if isSeen {
          literal.unicodeScalars.append(scalar)
        } else {
          literal += "\\u{\(String(scalar.value, radix: 16))}"
        }
      }
    }
    return literal + "\""
  }
}
