import RecordCodec
import SchemaCore

/// Counts records, or what else is coded, that could not be, tells about the first of them, and makes the command end
/// accordingly.
struct ProblemReport: Sendable {
  private let noun: String
  private var count = 0
  private var hasToldOfPlainJSON = false

  /// True if something could not be coded.
  var hasProblems: Bool { count > 0 }

  init(of noun: String = "record") { self.noun = noun }

  /// After this many the rest is only counted, so that a wrong input does not flood the terminal.
  private static let toldProblems = 20

  /// Tells about one record.
  mutating func add(_ place: String, _ reason: String) {
    count += 1
    if count <= Self.toldProblems { StandardError.print("martlet: \(place): \(reason)") }
    if count == Self.toldProblems { StandardError.print("martlet: further ones are counted, not shown") }
  }

  /// Tells about one record that could not be made of its text.
  mutating func add(_ place: String, encoding error: RecordCodecError) {
    add(place, error.description)
    if case .codec(let error, _) = error { suggestPlainJSON(for: error) }
  }

  /// Tells about one record that could not be made of its text.
  mutating func add(_ place: String, encoding error: CodecError) {
    add(place, error.description)
    suggestPlainJSON(for: error)
  }

  /// Tells about one record, unless the next one would fare no better.
  ///
  /// - Throws: the failure itself, if it is not about the record: nobody can be asked for schemas.
  mutating func add(_ place: String, _ failure: CommandFailure) throws(CommandFailure) {
    if failure.code != .findings { throw failure }
    add(place, failure.message)
  }

  /// Ends the command with a count, if there was a problem.
  ///
  /// - Throws: `CommandFailure` of code 1.
  func conclude(done: Int, _ verb: String) throws(CommandFailure) {
    if count > 0 {
      throw CommandFailure(.findings, "\(done) \(verb), \(count) \(noun)\(count == 1 ? "" : "s") could not be")
    }
  }

  private mutating func suggestPlainJSON(for error: CodecError) {
    guard error.kind == .plainOnly, !hasToldOfPlainJSON else { return }
    hasToldOfPlainJSON = true
    StandardError.print("martlet: unions without the names of types, and dates as text, are taken with --json plain")
  }
}
