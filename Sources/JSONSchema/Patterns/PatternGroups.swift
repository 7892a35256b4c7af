/// The groups of a regular expression that can be referred to, by number and by name.
struct PatternGroups {
  private(set) var count = 0
  private(set) var numbers: [String: Int] = [:]

  /// - Throws: `PatternError` if a name is not finished or is there twice.
  init(of pattern: [Unicode.Scalar]) throws(PatternError) {
    var position = 0
    var isInClass = false
    while position < pattern.count {
      let scalar = pattern[position]
      position += 1
      switch scalar {
      case "\\": position += 1
      case "[": isInClass = true
      case "]": isInClass = false
      case "(" where !isInClass:
        if position >= pattern.count || pattern[position] != "?" {
          count += 1
        } else if let name = try Self.name(in: pattern, at: position + 1) {
          count += 1
          if numbers.updateValue(count, forKey: name) != nil {
            throw PatternError("two groups are named \(name) (character \(position))")
          }
        }
      default: break
      }
    }
  }

  /// The name in `<name>` at the position; nil if it is a look behind, or something else.
  private static func name(in pattern: [Unicode.Scalar], at start: Int) throws(PatternError) -> String? {
    guard start + 1 < pattern.count, pattern[start] == "<", !["=", "!"].contains(pattern[start + 1]) else {
      return nil
    }
    guard let end = pattern[start...].firstIndex(of: ">"), end > start + 1 else {
      throw PatternError("a group's name in < > is expected (character \(start + 1))")
    }
    var name = ""
    name.unicodeScalars.append(contentsOf: pattern[(start + 1)..<end])
    return name
  }
}
