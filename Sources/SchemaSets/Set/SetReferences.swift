public import SchemaCore

/// What schemas of a set use, as parsers need it. Each file is read once.
public struct SetReferences {
  private let set: SchemaSet
  private var texts: [String: String] = [:]
  private let places: [String: (subject: SubjectName, index: Int)]

  public init(_ set: SchemaSet) {
    self.set = set
    var places: [String: (subject: SubjectName, index: Int)] = [:]
    for (subject, members) in set.subjects {
      for (index, member) in members.enumerated() { places[member.path] = (subject, index) }
    }
    self.places = places
  }

  /// What a file uses, directly and not, each after what it uses itself. What is not in the set is left out.
  ///
  /// - Parameter path: the file, relative to the set's folder.
  /// - Returns: nil if the file is none of the set.
  /// - Throws: `SetError` if a file cannot be read.
  public mutating func references(of path: String) throws(SetError) -> [ResolvedReference]? {
    guard let place = places[path], let member = set.subjects[place.subject]?[place.index] else { return nil }
    var found: [ResolvedReference] = []
    var names: Set<String> = []
    // A stack of its own: files may use each other in long chains, and in circles.
    var waiting = member.references.reversed().map { (reference: $0, isOpened: false) }
    while let (reference, isOpened) = waiting.popLast() {
      guard let target = target(of: reference) else { continue }
      let schema = reference.schemaReference
      if isOpened {
        found.append(ResolvedReference(schema, text: try text(of: target)))
      } else if names.insert(reference.name).inserted {
        waiting.append((reference, true))
        waiting += target.references.reversed().map { ($0, false) }
      }
    }
    return found
  }

  private func target(of reference: SchemaSet.Reference) -> SchemaSet.Member? {
    guard let members = set.subjects[reference.subject] else { return nil }
    return reference.version.map { version in members.first { $0.version == version } } ?? members.last
  }

  private mutating func text(of member: SchemaSet.Member) throws(SetError) -> String {
    if let text = texts[member.path] { return text }
    let text = try set.texts(of: [member])[0].text
    texts[member.path] = text
    return text
  }
}
