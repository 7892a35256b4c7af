import Registry
public import SchemaCore

extension SetConfiguration {
  /// Reads a configuration.
  ///
  /// - Parameter file: what the file is called in errors.
  /// - Throws: `SetError` of kind `configuration`, naming the place, for what is unknown, misplaced or of a wrong type.
  public init(_ text: String, file: String) throws(SetError) {
    let document = try YAMLDocument(text, file: file)
    let reading = ConfigurationReading(document: document, file: file)
    do {
      let root = try JSONObjectReader(document.json == .null ? .object(JSONObject()) : document.json)
      self = try reading.configuration(root)
    } catch {
      throw SetError(.configuration, error.message, file: file, at: document.position(of: error.path))
    }
  }
}

/// One pass through the document.
private struct ConfigurationReading {
  let document: YAMLDocument
  let file: String

  func configuration(_ root: JSONObjectReader) throws(JSONShapeError) -> SetConfiguration {
    let known = [
      "registry", "against", "context", "level", "policy", "config", "without", "schemas", "contexts", "lint",
    ]
    try root.allow(known)
    var configuration = SetConfiguration(
      file: file, registry: try root.string("registry"), baseline: try root.string("against"),
      context: try root.string("context").map(ContextName.init) ?? .default, defaults: try settings(root),
      without: try root.strings("without"), entries: [], scopes: [], document: document)
    for entry in try root.objects("schemas") { configuration.entries.append(try self.entry(entry)) }
    if let scopes = try root.object("contexts") {
      for name in scopes.names {
        if let scope = try scopes.object(name) { configuration.scopes.append(try self.scope(name, scope)) }
      }
    }
    return configuration
  }

  private func entry(_ reader: JSONObjectReader) throws(JSONShapeError) -> SetConfiguration.Entry {
    try reader.allow([
      "path", "subject", "type", "version", "id", "deleted", "references", "level", "policy", "config", "mode",
      "metadata", "ruleSet",
    ])
    let path = try reader.required("path", try reader.string("path"))
    let pattern: FilePattern
    do {
      pattern = try FilePattern(path)
    } catch {
      throw JSONShapeError("\(path): \(error)", at: reader.path.appending("path"))
    }
    var entry = SetConfiguration.Entry(pattern: pattern, position: document.position(of: reader.path))
    entry.subject = try reader.string("subject")
    entry.format = try reader.string("type").map { FormatName(rawValue: $0.uppercased()) }
    entry.version = try reader.positive("version")
    entry.id = try reader.positive("id")
    entry.isDeleted = try reader.bool("deleted") ?? false
    entry.settings = try settings(reader)
    entry.mode = try reader.mode("mode")
    entry.metadata = try reader.metadata("metadata")
    entry.ruleSet = try reader.ruleSet("ruleSet")
    for reference in try reader.objects("references") { entry.references.append(try self.reference(reference)) }
    try check(entry, reader)
    return entry
  }

  private func check(_ entry: SetConfiguration.Entry, _ reader: JSONObjectReader) throws(JSONShapeError) {
    for name in Self.placeholders(in: entry.subject ?? "") where !entry.pattern.placeholders.contains(name) {
      throw JSONShapeError("the path has no {\(name)}", at: reader.path.appending("subject"))
    }
    if entry.pattern.isOpen {
      for (key, isThere) in [("version", entry.version != nil), ("id", entry.id != nil)] where isThere {
        throw JSONShapeError(
          "\(key) goes with one file, and this path may be several", at: reader.path.appending(key))
      }
    }
    do {
      try entry.ruleSet?.validate()
    } catch {
      throw JSONShapeError("\(error)", at: reader.path.appending("ruleSet"))
    }
  }

  /// The names in braces.
  private static func placeholders(in template: String) -> [String] {
    template.split(separator: "{", omittingEmptySubsequences: false).dropFirst().compactMap { part in
      part.firstIndex(of: "}").map { String(part[..<$0]) }
    }
  }

  private func reference(_ reader: JSONObjectReader) throws(JSONShapeError) -> SetConfiguration.Reference {
    try reader.allow(["name", "subject", "file", "version"])
    let reference = SetConfiguration.Reference(
      name: try reader.required("name", try reader.string("name")), subject: try reader.string("subject"),
      file: try reader.string("file"), version: try reader.version("version"),
      position: document.position(of: reader.path))
    if (reference.subject == nil) == (reference.file == nil) {
      throw JSONShapeError("a reference has either a subject or a file", at: reader.path)
    }
    return reference
  }

  private func settings(_ reader: JSONObjectReader) throws(JSONShapeError) -> SetConfiguration.Settings {
    var config = SubjectConfig()
    if let inner = try reader.object("config") {
      let level = SubjectConfig.Field.level.rawValue
      try inner.allow(SubjectConfig.Field.allCases.map(\.rawValue).filter { $0 != level })
      config = try SubjectConfig(inner)
      if let policy = try inner.string(SubjectConfig.Field.policy.rawValue), config.policy == nil {
        throw inner.unknown(policy, "policy", CompatibilityPolicy.allCases.map(\.rawValue), "compatibilityPolicy")
      }
    }
    if let name = try reader.string("level") {
      guard let level = CompatibilityLevel(name: name) else {
        throw reader.unknown(name, "level", CompatibilityLevel.allCases.map(\.rawValue), "level")
      }
      config.level = level
    }
    if let name = try reader.string("policy") {
      guard let policy = CompatibilityPolicy(name: name) else {
        throw reader.unknown(name, "policy", CompatibilityPolicy.allCases.map(\.rawValue), "policy")
      }
      config.policy = policy
    }
    let position = config.level == nil ? nil : document.position(of: reader.path.appending("level"))
    return SetConfiguration.Settings(config: config, levelPosition: position)
  }

  private func scope(_ name: String, _ reader: JSONObjectReader) throws(JSONShapeError) -> SetConfiguration.Scope {
    try reader.allow(["level", "policy", "config", "mode"])
    let context = name == "*" ? ContextName.global : ContextName(name)
    return SetConfiguration.Scope(
      scope: SubjectName(context: context, name: ""), config: try settings(reader).config,
      mode: try reader.mode("mode"), position: document.position(of: reader.path))
  }
}

extension JSONObjectReader {
  /// Refuses members of other names.
  public func allow(_ known: [String]) throws(JSONShapeError) {
    for name in names where !known.contains(name) {
      throw JSONShapeError(
        "\(name) is not known here; known are \(known.joined(separator: ", "))", at: path.appending(name))
    }
  }

  fileprivate func unknown(_ text: String, _ what: String, _ known: [String], _ key: String) -> JSONShapeError {
    JSONShapeError("\(text) is no \(what): it is one of \(known.joined(separator: ", "))", at: path.appending(key))
  }

  fileprivate func positive(_ name: String) throws(JSONShapeError) -> Int32? {
    guard let number = try int32(name) else { return nil }
    if number < 1 { throw JSONShapeError("a number from 1 on is expected", at: path.appending(name)) }
    return number
  }

  fileprivate func mode(_ name: String) throws(JSONShapeError) -> RegistryMode? {
    guard let text = try string(name) else { return nil }
    guard let mode = RegistryMode(name: text) else {
      throw unknown(text, "mode", RegistryMode.allCases.map(\.rawValue), name)
    }
    return mode
  }

  /// The number of a version, or nil for `latest`.
  fileprivate func version(_ name: String) throws(JSONShapeError) -> Int32? {
    if value(name)?.string == "latest" { return nil }
    return try positive(name)
  }
}
