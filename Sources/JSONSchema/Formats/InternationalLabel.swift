/// One label of a host's name in any script (RFC 5891, 4.2, and the contexts of RFC 5892, appendix A).
enum InternationalLabel {
  static func isValid(_ label: [Unicode.Scalar]) -> Bool {
    guard let first = label.first, let last = label.last, first != "-", last != "-" else { return false }
    if label.count >= 4 && label[2] == "-" && label[3] == "-" { return false }
    if [.nonspacingMark, .spacingMark, .enclosingMark].contains(first.properties.generalCategory) { return false }
    return label.indices.allSatisfy { isAllowed(label[$0], at: $0, in: label) } && !mixesDigits(label)
  }

  private static func isAllowed(_ scalar: Unicode.Scalar, at index: Int, in label: [Unicode.Scalar]) -> Bool {
    let before = index > 0 ? label[index - 1] : nil
    let after = index + 1 < label.count ? label[index + 1] : nil
    switch scalar {
    case "\u{B7}": return before == "l" && after == "l"
    case "\u{375}":
      return after.map { (0x370...0x3FF).contains($0.value) || (0x1F00...0x1FFF).contains($0.value) } ?? false
    case "\u{5F3}", "\u{5F4}": return before.map { (0x590...0x5FF).contains($0.value) } ?? false
    case "\u{30FB}": return label.contains { isJapanese($0) }
    case "\u{200C}", "\u{200D}": return before?.properties.canonicalCombiningClass == .virama
    // Exceptions of RFC 5892, 2.6: some letters and signs are allowed, some are not.
    case "\u{DF}", "\u{3C2}", "\u{6FD}", "\u{6FE}", "\u{F0B}", "\u{3007}": return true
    case "\u{640}", "\u{7FA}", "\u{302E}", "\u{302F}", "\u{3031}"..."\u{3035}", "\u{303B}": return false
    default: break
    }
    if scalar.isASCII {
      return ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) || ("0"..."9").contains(scalar)
        || scalar == "-"
    }
    switch scalar.properties.generalCategory {
    case .lowercaseLetter, .otherLetter, .modifierLetter, .nonspacingMark, .spacingMark, .decimalNumber: return true
    default: return false
    }
  }

  private static func isJapanese(_ scalar: Unicode.Scalar) -> Bool {
    if scalar == "\u{30FB}" { return false }
    return (0x3040...0x30FF).contains(scalar.value) || scalar.properties.isIdeographic
  }

  /// Digits of two kinds of Arabic script may not stand together.
  private static func mixesDigits(_ label: [Unicode.Scalar]) -> Bool {
    label.contains { (0x660...0x669).contains($0.value) } && label.contains { (0x6F0...0x6F9).contains($0.value) }
  }
}
