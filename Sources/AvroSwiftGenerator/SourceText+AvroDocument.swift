import SwiftSource

extension SourceText {
  /// The static property with the schema that a type has by its protocol.
  mutating func schemaProperty(_ access: String, text: String) {
    let head = "\(access)static let avroSchema = "
    line(head + Self.document(text, columns: columns, used: head.count))
  }

  /// A schema as an expression behind `used` columns, in several lines if it must.
  static func document(_ text: String, columns: Int, used: Int = 0) -> String {
    let pounds = pounds(for: text)
    let short = "AvroDocument(literal: \(pounds)\"\(text)\"\(pounds))"
    if used + short.count < columns { return short }
    let rows = ["AvroDocument(", "  literal: \(pounds)\"\"\""] + broken(text, columns: columns - 4).map { "    \($0)" }
    return rows.joined(separator: "\n") + "\n    \"\"\"\(pounds))"
  }

  /// JSON text in lines that are broken behind commas, where white space means nothing, if possible between objects.
  private static func broken(_ text: String, columns: Int) -> [String] {
    var lines: [String] = []
    var row: [Substring] = []
    for piece in pieces(text) {
      if !row.isEmpty && row.reduce(piece.count, { $0 + $1.count }) > columns {
        let end = row.lastIndex { $0.hasSuffix("},") }.map { $0 + 1 } ?? row.count
        lines.append(row[..<end].joined())
        row.removeFirst(end)
      }
      row.append(piece)
    }
    return lines + [row.joined()]
  }

  /// JSON text cut behind its commas.
  private static func pieces(_ text: String) -> [Substring] {
    var pieces: [Substring] = []
    var start = text.startIndex
    var isString = false
    var isEscaped = false
    for place in text.unicodeScalars.indices {
      let scalar = text.unicodeScalars[place]
      if isString {
        if !isEscaped && scalar == "\"" { isString = false }
        isEscaped = !isEscaped && scalar == "\\"
      } else if scalar == "\"" {
        isString = true
      } else if scalar == "," {
        let next = text.unicodeScalars.index(after: place)
        pieces.append(text[start..<next])
        start = next
      }
    }
    return pieces + [text[start...]]
  }

  /// As many number signs as keep a backslash or a quotation mark in the text from meaning something.
  private static func pounds(for text: String) -> String {
    var longest = 0
    var run: Int?
    for character in text.unicodeScalars {
      if character == "\\" || character == "\"" {
        run = 0
      } else if character == "#", let count = run {
        run = count + 1
        longest = max(longest, count + 1)
      } else {
        run = nil
      }
    }
    return String(repeating: "#", count: longest + 1)
  }
}
