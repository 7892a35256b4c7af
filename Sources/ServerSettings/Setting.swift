/// One thing that an operator may choose: its name, what it means, and how its values are written.
struct Setting: Sendable {
  /// The name, with a point between section and name: `log.level`.
  let name: String
  /// What it means.
  let summary: String
  /// What is expected of a value.
  let expected: String
  /// Reads a value; false if it is none.
  let set: @Sendable (inout ServerSettings, String) -> Bool
  /// What is wrong with a text that is no value, as part of a sentence.
  let problem: @Sendable (String) -> String
  /// The value as it is read.
  let text: @Sendable (ServerSettings) -> String

  init<Value>(
    _ name: String, _ property: any WritableKeyPath<ServerSettings, Value> & Sendable, _ form: SettingForm<Value>,
    _ summary: String
  ) {
    self.name = name
    self.summary = summary
    expected = form.expected
    set = { settings, text in
      guard let value = form.read(text) else { return false }
      settings[keyPath: property] = value
      return true
    }
    problem = { form.problem($0) ?? "it is \(form.expected)" }
    text = { form.text($0[keyPath: property]) }
  }

  /// The name of the environment variable: `MARTLET_LOG_LEVEL`.
  var environmentName: String {
    "MARTLET_" + String(name.uppercased().map { $0 == "." || $0 == "-" ? "_" : $0 })
  }

  /// The setting of a name.
  static func named(_ name: String) -> Setting? { byName[name] }

  private static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })
}
