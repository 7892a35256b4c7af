extension SchemaDifference {
  /// Puts each effect at the innermost part that its path leads to; what leads nowhere is about the whole.
  mutating func attach(_ effects: [Effect]) {
    if effects.isEmpty { return }
    var parts: [String: [Int]] = [:]
    collect(into: &parts, at: [], \.new)
    var oldParts: [String: [Int]] = [:]
    collect(into: &oldParts, at: [], \.old)
    parts.merge(oldParts) { new, _ in new }
    for effect in effects {
      var path = effect.path[...]
      var place: [Int]?
      while place == nil {
        place = parts[String(path)]
        guard let end = path.utf8.lastIndex(where: { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: ".") }) else {
          break
        }
        path = path[..<end]
      }
      add(effect, at: (place ?? [])[...])
    }
  }

  private typealias Places = (old: [String], new: [String])

  private func collect(into parts: inout [String: [Int]], at place: [Int], _ side: KeyPath<Places, [String]>) {
    for path in places[keyPath: side] where parts[path] == nil { parts[path] = place }
    for (index, child) in children.enumerated() { child.collect(into: &parts, at: place + [index], side) }
  }

  private mutating func add(_ effect: Effect, at place: ArraySlice<Int>) {
    if let first = place.first {
      children[first].add(effect, at: place.dropFirst())
    } else if !effects.contains(effect) {
      effects.append(effect)
    }
  }
}

extension ParsedSchema {
  /// What differs from an earlier version, with what the changes break by the rules of compatibility in both directions.
  ///
  /// - Throws: `SchemaError` of kind `unsupported` if the earlier version is of another format.
  public func difference(
    from earlier: any ParsedSchema, under policy: CompatibilityPolicy = .strict
  ) throws(SchemaError) -> SchemaDifference {
    guard let earlier = earlier as? Self else {
      throw SchemaError(
        .unsupported,
        "schemas of \(earlier.format) and of \(format) have no parts in common: compare those of one format")
    }
    var effects: [SchemaDifference.Effect] = []
    for direction in [CompatibilityDirection.backward, .forward] {
      let found =
        direction == .backward
        ? incompatibilities(reading: earlier, under: policy) : earlier.incompatibilities(reading: self, under: policy)
      effects += found.map { problem in
        SchemaDifference.Effect(
          breaks: direction.rawValue, rule: problem.kind.rawValue,
          explanation: problem.explanation.text(reader: direction.words.reader, writer: direction.words.writer),
          path: problem.path)
      }
    }
    return SchemaDifference(from: earlier.outline, to: outline, effects: effects + furtherEffects(since: earlier))
  }

  public var outline: SchemaElement { SchemaElement(kind: "schema", name: recordName ?? "", summary: canonicalText) }

  public func furtherEffects(since earlier: Self) -> [SchemaDifference.Effect] { [] }
}
