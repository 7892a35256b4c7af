/// Finds what somebody may have meant.
enum Spelling {
  /// The candidate that takes the fewest edits, if they are few enough for a slip.
  static func nearest(to word: String, among candidates: [String]) -> String? {
    let limit = max(1, min(word.utf8.count, 64) / 4)
    let found = candidates.map { (candidate: $0, distance: distance(word, $0)) }.min { $0.distance < $1.distance }
    guard let found, found.distance <= limit else { return nil }
    return found.candidate
  }

  /// How many characters must be put in, taken out or replaced to make one word the other (Levenshtein's distance).
  static func distance(_ left: String, _ right: String) -> Int {
    let left = Array(left.utf8.prefix(64)), right = Array(right.utf8.prefix(64))
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
}
