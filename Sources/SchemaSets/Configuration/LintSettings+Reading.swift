public import SchemaCore

extension LintSettings {
  /// Reads the section `lint` of a configuration: `rules`, with a severity for each name, and `ignore`, a list of exceptions
  /// with `rule`, `path`, `reason` and `until`.
  ///
  /// - Parameter file: what the file is called in errors.
  /// - Throws: `SetError` of kind `configuration`, naming the place.
  public init(_ document: YAMLDocument, file: String) throws(SetError) {
    do {
      self = try Self.read(document)
    } catch {
      throw SetError(.configuration, error.message, file: file, at: document.position(of: error.path))
    }
  }

  private static func read(_ document: YAMLDocument) throws(JSONShapeError) -> LintSettings {
    var settings = LintSettings()
    guard document.json != .null, let lint = try JSONObjectReader(document.json).object("lint") else { return settings }
    try lint.allow(["rules", "ignore"])
    for (name, text) in try lint.texts("rules") {
      guard let severity = LintSeverity(rawValue: text) else {
        throw JSONShapeError(
          "\(text) is no severity: error, warning, note and off are", at: lint.path.appending("rules").appending(name))
      }
      settings.severities[name] = severity
    }
    for entry in try lint.objects("ignore") {
      try entry.allow(["rule", "path", "reason", "until"])
      var ignore = Ignore(
        rule: try entry.required("rule", try entry.string("rule")), path: try entry.string("path"),
        reason: try entry.string("reason") ?? "", position: document.position(of: entry.path))
      if let text = try entry.string("until") {
        guard let date = CalendarDate(text) else {
          throw JSONShapeError("\(text) is no day: write it as 2027-01-31", at: entry.path.appending("until"))
        }
        ignore.until = date
      }
      settings.ignores.append(ignore)
    }
    return settings
  }
}
