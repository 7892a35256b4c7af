/// The text of a `/** … */` comment, without what only lays it out.
///
/// The reference implementation keeps the same characters, and documentation is part of what a schema is, so that a
/// file gives the same schema with either.
enum DocumentationComment {
  /// The text between the opening and the closing sign; nil if there is none.
  static func text(of comment: some BidirectionalCollection<UInt8>) -> String? {
    let trimmed = trimmed(Array(comment))
    if trimmed.isEmpty { return nil }
    let lines = lines(of: trimmed)
    let stripped = withoutStars(lines, count: 2) ?? withoutStars(lines, count: 1) ?? withoutIndent(lines)
    return String(decoding: stripped.joined(), as: UTF8.self)
  }

  private typealias Line = ArraySlice<UInt8>

  private static func trimmed(_ text: [UInt8]) -> Line {
    guard let first = text.firstIndex(where: { $0 > 0x20 }), let last = text.lastIndex(where: { $0 > 0x20 }) else {
      return []
    }
    return text[first...last]
  }

  /// The lines, each with the line break in front of it.
  private static func lines(of text: Line) -> [Line] {
    var lines: [Line] = []
    var start = text.startIndex
    for index in text.indices.dropFirst() {
      let isBreak = text[index] == 0x0D || text[index] == 0x0A && text[index - 1] != 0x0D
      if isBreak {
        lines.append(text[start..<index])
        start = index
      }
    }
    lines.append(text[start...])
    return lines
  }

  /// The lines without the stars that all of them begin with and one blank after these; nil if one does not.
  private static func withoutStars(_ lines: [Line], count: Int) -> [Line]? {
    var result: [Line] = []
    for line in lines {
      let (lineBreak, rest) = split(line)
      let text = rest.drop(while: isBlank)
      guard text.prefix(count).elementsEqual(repeatElement(UInt8(ascii: "*"), count: count)) else { return nil }
      let content = text.dropFirst(count)
      result += [lineBreak, content.first.map(isBlank) == true ? content.dropFirst() : content]
    }
    return result
  }

  /// The lines without the indent that all but the first have in common.
  private static func withoutIndent(_ lines: [Line]) -> [Line] {
    let following = lines.dropFirst().map(split)
    guard var indent = following.first?.text.prefix(while: isBlank) else { return lines }
    for line in following {
      indent = indent.prefix(zip(indent, line.text).prefix { $0 == $1 }.count)
    }
    return lines.prefix(1) + following.flatMap { [$0.lineBreak, $0.text.dropFirst(indent.count)] }
  }

  private static func split(_ line: Line) -> (lineBreak: Line, text: Line) {
    let lineBreak = line.prefix { $0 == 0x0D || $0 == 0x0A }
    return (lineBreak, line.dropFirst(lineBreak.count))
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
}
