import SchemaCore

extension SchemaSet {
  /// Finds the files of a set and what they are.
  ///
  /// - Parameters:
  ///   - isStrict: true if what the configuration names must be there. Of an earlier state of a folder it need not.
  /// - Throws: `SetError` for files that are no subject, or two files that are one version.
  public init(
    _ configuration: SetConfiguration, in tree: any FileTree, formats: SetFormats, isStrict: Bool = true
  ) throws(SetError) {
    var loading = SetLoading(configuration: configuration, tree: tree, formats: formats)
    try loading.match(isStrict: isStrict)
    try loading.identify(isStrict: isStrict)
    try loading.resolveReferences()
    name = tree.name
    self.configuration = configuration
    self.tree = tree
    self.formats = formats
    subjects = try loading.subjects()
  }
}

private struct SetLoading {
  let configuration: SetConfiguration
  let tree: any FileTree
  let formats: SetFormats
  private var members: [SchemaSet.Member] = []
  /// The member of each path.
  private var places: [String: Int] = [:]
  /// What the texts call themselves and others, by member.
  private var names: [Int: TextNames] = [:]
  /// The members whose files are not there.
  private var missing: Set<Int> = []

  init(configuration: SetConfiguration, tree: any FileTree, formats: SetFormats) {
    self.configuration = configuration
    self.tree = tree
    self.formats = formats
  }

  mutating func match(isStrict: Bool) throws(SetError) {
    // One for a file alone is nearer than a pattern, wherever it stands.
    for entry in configuration.entries where !entry.pattern.isOpen {
      if places[entry.pattern.plainPath] == nil { try add(entry.pattern.plainPath, [:], entry) }
    }
    var listed: [String: [String]] = [:]
    for entry in configuration.entries where entry.pattern.isOpen {
      let folder = entry.pattern.folder
      if listed[folder] == nil { listed[folder] = try tree.paths(in: folder) }
      var count = 0
      for path in listed[folder] ?? [] {
        guard let captures = entry.pattern.match(path) else { continue }
        count += 1
        // The first entry that a file fits counts.
        if places[path] == nil { try add(path, captures, entry) }
      }
      if count == 0 && isStrict {
        throw error("no file fits \(entry.pattern)", at: entry.position)
      }
    }
  }

  private mutating func add(
    _ path: String, _ captures: [String: String], _ entry: SetConfiguration.Entry
  ) throws(SetError) {
    guard let format = entry.format ?? formats.format(of: path) else {
      throw error("\(path): the ending tells no format: say type: avro, protobuf or json", at: entry.position)
    }
    if !formats.formats.contains(format) {
      throw error("\(format) is not a format that this martlet knows", at: entry.position)
    }
    let version = try self.version(captures, path, entry)
    let subject = try self.subject(captures, path, entry)
    places[path] = members.count
    members.append(
      SchemaSet.Member(
        subject: subject, path: path, identity: ContentIdentity(name: ""), format: format, version: version,
        references: [], entry: entry))
  }

  private func version(
    _ captures: [String: String], _ path: String, _ entry: SetConfiguration.Entry
  ) throws(SetError) -> SchemaVersion? {
    if let version = entry.version { return SchemaVersion(rawValue: version) }
    guard let text = captures["version"] else { return nil }
    let digits = text.hasPrefix("v") ? text.dropFirst() : text[...]
    guard let number = Int32(digits), number > 0 else {
      throw error("\(path): {version} stands for \(text), which is no number", at: entry.position)
    }
    return SchemaVersion(rawValue: number)
  }

  private func subject(
    _ captures: [String: String], _ path: String, _ entry: SetConfiguration.Entry
  ) throws(SetError) -> SubjectName {
    var name = entry.subject ?? (captures["subject"] == nil ? formats.stem(of: path) : "{subject}")
    if entry.subject != nil || captures["subject"] != nil { name = Self.filled(name, captures) }
    let subject = SubjectName(qualified: name).resolved(in: configuration.context)
    if let problem = subject.problem() {
      throw error("\(path): the subject \(subject) cannot be used: \(problem)", at: entry.position)
    }
    return subject
  }

  /// The template with what the placeholders stand for, in one pass: a file's name cannot bring placeholders in.
  private static func filled(_ template: String, _ captures: [String: String]) -> String {
    var text = ""
    for (index, part) in template.split(separator: "{", omittingEmptySubsequences: false).enumerated() {
      guard index > 0, let end = part.firstIndex(of: "}"), let value = captures[String(part[..<end])] else {
        text += index > 0 ? "{" + part : part
        continue
      }
      text += value + part[part.index(after: end)...]
    }
    return text
  }

  /// Looks up what is in the files.
  ///
  /// - Parameter isStrict: true if a file that is not there is an error.
  mutating func identify(isStrict: Bool) throws(SetError) {
    // Not all texts at once: there may be many.
    for start in stride(from: 0, to: members.count, by: Self.readTogether) {
      let indices = start..<min(start + Self.readTogether, members.count)
      let contents = try tree.contents(of: indices.map { members[$0].path })
      for index in indices {
        if let content = contents[members[index].path] {
          members[index].identity = content.identity
          names[index] = formats.names(members[index].format, content.text)
        } else if isStrict {
          throw error("\(members[index].path) does not exist", at: members[index].entry.position)
        } else {
          missing.insert(index)
        }
      }
    }
  }

  private static let readTogether = 1000

  mutating func resolveReferences() throws(SetError) {
    let uses = SetUses(members, names.mapValues(\.own))
    for index in members.indices {
      let member = members[index]
      var references: [SchemaSet.Reference] = []
      for reference in member.entry.references {
        references.append(try resolved(reference, in: member.subject.context))
      }
      if references.isEmpty || formats.importing.contains(member.format) {
        for use in names[index]?.uses ?? [] {
          guard let (name, target) = uses.target(of: use, by: index),
            !references.contains(where: { $0.name == name })
          else { continue }
          references.append(
            .init(
              name: name, subject: target, givenSubject: target.given(in: member.subject.context), version: nil,
              position: nil))
        }
      }
      members[index].references = references
    }
  }

  private func resolved(
    _ reference: SetConfiguration.Reference, in context: ContextName
  ) throws(SetError) -> SchemaSet.Reference {
    if let given = reference.subject {
      return .init(
        name: reference.name, subject: SubjectName(qualified: given).resolved(in: context), givenSubject: given,
        version: reference.version.map(SchemaVersion.init(rawValue:)), position: reference.position)
    }
    guard let file = reference.file, let place = places[file] else {
      throw error("\(reference.file ?? reference.name) is no schema of this set", at: reference.position)
    }
    let subject = members[place].subject
    return .init(
      name: reference.name, subject: subject, givenSubject: subject.given(in: context),
      version: reference.version.map(SchemaVersion.init(rawValue:)) ?? members[place].version,
      position: reference.position)
  }

  /// The members by subject, oldest first.
  func subjects() throws(SetError) -> [SubjectName: [SchemaSet.Member]] {
    var subjects: [SubjectName: [SchemaSet.Member]] = [:]
    for (index, member) in members.enumerated() where !missing.contains(index) {
      subjects[member.subject, default: []].append(member)
    }
    for (subject, members) in subjects where members.count > 1 {
      let sorted = members.sorted { ($0.version?.rawValue ?? 0) < ($1.version?.rawValue ?? 0) }
      for (first, second) in zip(sorted, sorted.dropFirst())
      where first.version == nil || first.version == second.version {
        throw error(
          "\(first.path) and \(second.path) are both \(subject): give versions numbers by {version} in the path",
          at: second.entry.position)
      }
      subjects[subject] = sorted
    }
    return subjects
  }

  private func error(_ message: String, at position: TextPosition?) -> SetError {
    SetError(.configuration, message, file: configuration.file, at: position)
  }
}

extension SubjectName {
  /// The name as a schema in a context says it.
  fileprivate func given(in context: ContextName) -> String { self.context == context ? name : description }
}
