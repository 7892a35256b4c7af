public import SchemaCore

/// Tags are the attribute `confluent:tags` of records and fields. A record's path is its full name, and a field's is that
/// of its record and its own name.
extension AvroDocument {
  public var taggableEntities: [SchemaTags] {
    var entities: [SchemaTags] = []
    var root = root
    root.visitTaggable { entity, properties in
      entities.append(SchemaTags(entity: entity, tags: properties.inlineTags))
    }
    return entities
  }

  public func text(replacingTags tags: [SchemaEntity: [ExactText]]) throws(SchemaError) -> String {
    var root = root
    root.visitTaggable { entity, properties in
      if let tags = tags[entity] { properties.inlineTags = tags }
    }
    return CanonicalForm(.canonical, definitions: definitions).text(of: root)
  }
}

extension AvroSchema {
  /// Visits the attributes of everything in the text that can have tags; what references define is not in it.
  fileprivate mutating func visitTaggable(_ visit: (SchemaEntity, inout JSONObject) -> Void) {
    switch type {
    case .array(var items):
      items.visitTaggable(visit)
      type = .array(items)
    case .map(var values):
      values.visitTaggable(visit)
      type = .map(values)
    case .union(var branches):
      for index in branches.indices { branches[index].visitTaggable(visit) }
      type = .union(branches)
    case .record(var record):
      let path = record.name.fullName
      visit(SchemaEntity(path: path, kind: .record), &record.properties)
      for index in record.fields.indices {
        let entity = SchemaEntity(path: "\(path).\(record.fields[index].name)", kind: .field)
        visit(entity, &record.fields[index].properties)
        record.fields[index].schema.visitTaggable(visit)
      }
      type = .record(record)
    default:
      break
    }
  }
}
