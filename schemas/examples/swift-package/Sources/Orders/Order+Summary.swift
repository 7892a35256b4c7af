extension Order {
  /// The order in a line.
  var summary: String { note.map { "order \(id): \($0)" } ?? "order \(id)" }
}
