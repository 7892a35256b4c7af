/// Looks for the name that somebody may have meant.
enum SimilarNames {
  /// The name that is nearest to the one given, if two or three letters make it that name.
  static func nearest(to given: String, among names: [String]) -> String? {
    let letters = Array(given.lowercased().unicodeScalars)
    let allowed = min(3, 1 + letters.count / 4)
    var best: (name: String, distance: Int)?
    // Enough for any schema that people write.
    for name in names.prefix(2_000) where name.unicodeScalars.count <= letters.count + allowed {
      let distance = distance(letters, Array(name.lowercased().unicodeScalars))
      if distance <= allowed, distance < best?.distance ?? .max { best = (name, distance) }
    }
    return best?.name
  }

  /// How many letters must be put in, taken away or exchanged (Levenshtein).
  private static func distance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
    var row = Array(0...right.count)
    for (place, letter) in left.enumerated() {
      var diagonal = row[0]
      row[0] = place + 1
      for (column, other) in right.enumerated() {
        let above = row[column + 1]
        row[column + 1] = min(above + 1, row[column] + 1, diagonal + (letter == other ? 0 : 1))
        diagonal = above
      }
    }
    return row[right.count]
  }
}
