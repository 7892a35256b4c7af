import ArgumentParser

/// Where the keys of records stand in an input of text.
struct RecordKeyOptions: ParsableArguments {
  @Option(help: ArgumentHelp("What stands between a record's key and its value in a line.", valueName: "text"))
  var keySeparator: String?

  @Option(
    help: ArgumentHelp(
      "The member of each record, or the column of a CSV table, that is its key too; null or empty for none.",
      valueName: "name"))
  var keyField: String?

  func validate() throws {
    if keySeparator == "" { throw ValidationError("--key-separator must not be empty.") }
    if keySeparator != nil && keyField != nil {
      throw ValidationError("A key comes from --key-separator or from --key-field, not from both.")
    }
  }

  /// Where keys are.
  var place: Place {
    if let keySeparator { return .before(separator: Array(keySeparator.utf8)) }
    return keyField.map { .field($0) } ?? .nowhere
  }

  enum Place: Equatable {
    case nowhere
    case before(separator: [UInt8])
    case field(String)
  }
}
