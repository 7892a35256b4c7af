/// Finds what somebody may have meant.
public enum Spelling {
  /// The candidate that takes the fewest edits, if they are few enough for a slip: one in four letters. Small and capital
  /// letters of ASCII are the same.
  public static func nearest(to word: String, among candidates: [String]) -> String? {
    let limit = max(1, min(word.utf8.count, maximumLength) / 4)
    let found = candidates.map { (candidate: $0, distance: distance(word, $0)) }.min { $0.distance < $1.distance }
    guard let found, found.distance <= limit else { return nil }
    return found.candidate
  }

  /// How many bytes must be put in, taken out or replaced to make one word the other (Levenshtein's distance), of the
  /// first 64.
  public static func distance(_ left: String, _ right: String) -> Int {
    let left = letters(of: left), right = letters(of: right)
    var row = Array(0...right.count)
    for (place, letter) in left.enumerated() {
      var diagonal = row[0]
      row[0] = place + 1
      for column in right.indices {
        let replaced = diagonal + (letter == right[column] ? 0 : 1)
        diagonal = row[column + 1]
        row[column + 1] = min(replaced, row[column] + 1, diagonal + 1)
      }
    }
    return row[right.count]
  }

  private static let maximumLength = 64

  private static func letters(of word: String) -> [UInt8] {
    word.utf8.prefix(maximumLength).map { (0x41...0x5A).contains($0) ? $0 + 0x20 : $0 }
  }
}
