import SchemaCore

/// What `check` says about one file.
struct CheckReport {
  /// Nil if there was nothing to compare with.
  var compatibility: CompatibilityText?
  /// What a change breaks that the level does not look at; nil for formats without such rules.
  var evolution: EvolutionText?
  /// Nil if nobody asked for it.
  var portability: PortabilityText?

  /// True if nothing has to be done.
  var isGood: Bool { compatibility?.findings == nil && evolution?.isGood ?? true && portability?.isPortable ?? true }

  /// Lines for people.
  func text(colored: Bool) -> String {
    [compatibility?.text(colored: colored), evolution?.text(colored: colored), portability?.text(colored: colored)]
      .compactMap(\.self).joined(separator: "\n")
  }

  /// The same as one object of data.
  var json: JSONValue {
    var object = compatibility?.json.object ?? JSONObject()
    object["evolution"] = evolution?.json
    for member in portability?.members ?? [] { object[member.key] = member.value }
    return .object(object)
  }
}
