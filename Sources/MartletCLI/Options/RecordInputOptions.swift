import ArgumentParser

/// How records stand in an input of text.
struct RecordInputOptions: ParsableArguments {
  enum Kind: String, CaseIterable, ExpressibleByArgument {
    case json
    case csv
    case envelope
  }

  @Option(
    help: """
      How records stand in the input: json, one a line; csv, whose first row names the fields; envelope, as \
      `martlet consume -o json` prints them. Without it the file's ending tells json from csv.
      """)
  var from: Kind?

  @Option(
    help: ArgumentHelp(
      "What stands between the cells of a CSV row: a character, or tab. Without it the first row tells.",
      valueName: "character"))
  var separator: CSVSeparator?

  /// What the input is.
  func kind(of path: String) -> Kind {
    if let from { return from }
    return separator != nil || path.lowercased().hasSuffix(".csv") || path.lowercased().hasSuffix(".tsv") ? .csv : .json
  }
}

/// A character on the command line that separates cells.
struct CSVSeparator: ExpressibleByArgument {
  var byte: UInt8

  init?(argument: String) {
    let text = argument == "tab" || argument == "\\t" ? "\t" : argument
    guard text.utf8.count == 1, let byte = text.utf8.first, !Self.refused.contains(byte) else { return nil }
    self.byte = byte
  }

  private static let refused: Set<UInt8> = [UInt8(ascii: "\""), UInt8(ascii: "\n"), UInt8(ascii: "\r")]
}
