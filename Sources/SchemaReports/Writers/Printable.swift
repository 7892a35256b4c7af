/// Text out of schemas and file names, on its way to people.
enum Printable {
  /// The text with control characters as escapes: a schema must not move the cursor of who reads about it.
  static func text(_ text: String) -> String {
    if !text.unicodeScalars.contains(where: isControl) { return text }
    var printable = ""
    for scalar in text.unicodeScalars {
      if isControl(scalar) {
        printable += "\\u{\(String(scalar.value, radix: 16))}"
      } else {
        printable.unicodeScalars.append(scalar)
      }
    }
    return printable
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
  }
}
