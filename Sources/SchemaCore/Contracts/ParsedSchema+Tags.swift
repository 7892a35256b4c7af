extension ParsedSchema {
  public var taggableEntities: [SchemaTags] { [] }

  public func text(replacingTags tags: [SchemaEntity: [ExactText]]) throws(SchemaError) -> String {
    throw SchemaError(.unsupported, "tags cannot be written into schemas of \(format)")
  }

  /// The tags that the text has, in the order of a walk.
  public var inlineTags: [SchemaTags] { taggableEntities.filter { !$0.tags.isEmpty } }

  /// The text with tags written into it after those that it has, and others taken out.
  ///
  /// - Throws: `SchemaError` of kind `unknownName` if the schema does not have a part, and if the format's texts cannot be
  ///   edited so.
  public func text(adding added: [SchemaTags], removing removed: [SchemaTags]) throws(SchemaError) -> String {
    var tags = Dictionary(taggableEntities.map { ($0.entity, $0.tags) }) { first, _ in first }
    var edited: Set<SchemaEntity> = []
    for (edits, isAdding) in [(added, true), (removed, false)] {
      for edit in edits {
        let entity = tags[edit.entity] == nil ? edit.entity.withoutLeadingDot : edit.entity
        guard let old = tags[entity] else {
          throw SchemaError(
            tags.isEmpty ? .unsupported : .unknownName,
            "no \(entity.kind.noun) has the path '\(edit.entity.path)', so that tags cannot be written there")
        }
        tags[entity] = isAdding ? old.appending(edit.tags) : old.filter { !edit.tags.contains($0) }
        edited.insert(entity)
      }
    }
    return edited.isEmpty ? canonicalText : try text(replacingTags: tags.filter { edited.contains($0.key) })
  }
}

extension [ExactText] {
  fileprivate func appending(_ added: [ExactText]) -> [ExactText] {
    var all = self
    for text in added where !all.contains(text) { all.append(text) }
    return all
  }
}

extension SchemaEntity {
  /// The reference takes the paths of Protobuf both ways.
  fileprivate var withoutLeadingDot: SchemaEntity {
    path.utf8.first == UInt8(ascii: ".") ? SchemaEntity(path: String(path.dropFirst()), kind: kind) : self
  }
}

extension SchemaEntity.Kind {
  fileprivate var noun: String { self == .record ? "record" : "field" }
}
