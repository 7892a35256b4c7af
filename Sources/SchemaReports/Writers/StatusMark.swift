/// The word that a verdict begins with, coloured for terminals.
public struct StatusMark: Sendable {
  private let word: String
  private let color: Int

  /// Green: nothing has to be done.
  public static func good(_ word: String) -> StatusMark { StatusMark(word: word, color: 32) }

  /// Yellow: something should be looked at.
  public static func doubtful(_ word: String) -> StatusMark { StatusMark(word: word, color: 33) }

  /// Red: something has to be done.
  public static func bad(_ word: String) -> StatusMark { StatusMark(word: word, color: 31) }

  /// The word, with the terminal's codes if it is coloured.
  public func text(colored: Bool) -> String { colored ? "\u{1B}[1;\(color)m\(word)\u{1B}[0m" : word }
}

extension Report.Entry {
  /// The word and its colour.
  var statusMark: StatusMark {
    switch outcome {
    case .unchanged, .passed: .good(mark ?? "ok")
    case .warned: .doubtful(mark ?? "warning")
    case .failed: .bad(mark ?? "failed")
    }
  }
}
