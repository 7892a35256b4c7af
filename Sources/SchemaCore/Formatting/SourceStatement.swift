/// Writes the tokens of one statement, or of a part of one, on as many lines as it takes.
struct SourceStatement {
  let language: SourceLanguage
  let indent: Int

  /// Writes tokens at the end of the last line.
  func write(_ tokens: ArraySlice<SourceToken>, to output: inout SourceOutput) {
    let line = flat(tokens)
    if !tokens.contains(where: \.takesLines), output.column + line.count <= SourceLayout.width {
      return output.append(line)
    }
    guard let group = widestGroup(in: tokens) else { return output.append(line) }
    output.append(flat(tokens[...group.lowerBound]))
    let inner = SourceStatement(language: language, indent: indent + 2)
    inner.writeParts(
      of: tokens[(group.lowerBound + 1)..<group.upperBound], to: &output,
      isAggregate: language.hasAggregates && tokens[group.lowerBound].isSign("{"))
    output.beginLine(indent: indent)
    let rest = tokens[group.upperBound...]
    rest.contains(where: \.takesLines) || output.column + flat(rest).count > SourceLayout.width
      ? writeRest(rest, to: &output) : output.append(flat(rest))
  }

  /// Behind a list that took lines of its own there may be further ones.
  private func writeRest(_ rest: ArraySlice<SourceToken>, to output: inout SourceOutput) {
    guard let first = rest.first else { return }
    output.append(first.text)
    let following = rest.dropFirst()
    guard let next = following.first else { return }
    if needsSpace(between: first, and: next, previous: nil) { output.append(" ") }
    write(following, to: &output)
  }

  /// Writes what is within a list, each part on a line.
  ///
  /// - Parameter isAggregate: true if parts may end without a separator.
  private func writeParts(of tokens: ArraySlice<SourceToken>, to output: inout SourceOutput, isAggregate: Bool) {
    var start = tokens.startIndex
    var depth = 0
    var isBehindPart = true
    for index in tokens.indices {
      let token = tokens[index]
      if start == index, token.isComment {
        if token.breaksBefore == 0, isBehindPart { output.append(" ") } else { output.beginLine(indent: indent) }
        output.append(token.comment(indent: indent, keepsEnds: language.keepsCommentEnds))
        isBehindPart = true
        start = index + 1
        continue
      }
      depth += change(of: depth, by: token)
      let isSeparator = depth == 0 && (token.isSign(",") || token.isSign(";"))
      let isLast = index == tokens.endIndex - 1
      guard isSeparator || isLast || depth == 0 && isAggregate && endsField(tokens, at: index) else { continue }
      output.beginLine(indent: indent)
      write(tokens[start...index], to: &output)
      isBehindPart = true
      start = index + 1
    }
  }

  /// True if a field of an aggregate ends here without a separator.
  private func endsField(_ tokens: ArraySlice<SourceToken>, at index: Int) -> Bool {
    let token = tokens[index]
    guard let next = tokens[(index + 1)...].first(where: { !$0.isComment }) else { return false }
    let endsValue =
      token.kind == .string || token.kind == .word || token.isSign("}") || token.isSign("]") || token.isSign(">")
    guard endsValue, next.kind == .word || next.isSign("[") else { return false }
    return !(token.isSign("]") && next.isSign("["))
  }

  /// The place of the widest list that is not within another, by its brackets; nil if there is none with something in it.
  private func widestGroup(in tokens: ArraySlice<SourceToken>) -> ClosedRange<Int>? {
    var depth = 0
    var start = tokens.startIndex
    var widest: (range: ClosedRange<Int>, width: Int)?
    for index in tokens.indices {
      let change = change(of: depth, by: tokens[index])
      if depth == 0, change == 1 { start = index }
      depth += change
      guard depth == 0, change == -1, index > start + 1 else { continue }
      let inner = tokens[(start + 1)..<index]
      let width =
        inner.reduce(0) { $0 + $1.text.count } + (inner.contains(where: \.takesLines) ? SourceLayout.width : 0)
      if width > widest?.width ?? 0 { widest = (start...index, width) }
    }
    return widest?.range
  }

  private func change(of depth: Int, by token: SourceToken) -> Int {
    if token.isSign("(") || token.isSign("[") || token.isSign("{") { return 1 }
    if token.isSign(")") || token.isSign("]") || token.isSign("}") { return depth > 0 ? -1 : 0 }
    return 0
  }
}

extension SourceStatement {
  /// The tokens on one line, if no comment takes more.
  func flat(_ tokens: ArraySlice<SourceToken>) -> String {
    var text = ""
    var previous: SourceToken?
    var beforePrevious: SourceToken?
    for token in tokens {
      if let last = previous {
        if last.kind == .lineComment || token.isComment && token.breaksBefore > 0
          || last.isComment && token.breaksBefore > 0
        {
          text += "\n" + String(repeating: " ", count: indent + 4)
        } else if needsSpace(between: last, and: token, previous: beforePrevious) {
          text += " "
        }
      }
      text += token.isComment ? token.comment(indent: indent + 4, keepsEnds: language.keepsCommentEnds) : token.text
      beforePrevious = previous
      previous = token
    }
    return text
  }

  private func needsSpace(between last: SourceToken, and next: SourceToken, previous: SourceToken?) -> Bool {
    if last.isComment || next.isComment { return true }
    if next.kind == .sign {
      switch next.text {
      case ",", ";", ")", "]", ">", ":", "?", "/": return false
      case ".", "-", "+": if last.kind == .word || last.isSign(")") || last.isSign("]") { return !next.isGlued }
      case "}": return !last.isSign("{")
      case "(": if last.kind == .word { return language.spacedWords.contains(last.text) }
      case "<": if last.kind == .word { return !(last.text == "map" || last.text == "array") }
      default: break
      }
    }
    if last.kind == .sign {
      switch last.text {
      case "(", "[", "<", "@", "/", ".", "-", "+": return false
      default: return true
      }
    }
    return true
  }
}

extension SourceToken {
  /// True for a comment that does not stay on one line with what is around it.
  fileprivate var takesLines: Bool {
    kind == .lineComment || kind == .blockComment && (breaksBefore > 0 || text.utf8.contains(0x0A))
  }
}
