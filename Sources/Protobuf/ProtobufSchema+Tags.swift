public import SchemaCore

/// Tags are the part `tags` of the options `confluent.message_meta` and `confluent.field_meta`. Paths are the names of
/// messages, from the outermost, and of the field, without the package.
extension ProtobufSchema {
  public var taggableEntities: [SchemaTags] {
    var entities: [SchemaTags] = []
    var syntax = syntax
    syntax.visitTaggable { entity, options in
      entities.append(SchemaTags(entity: entity, tags: options.tags(in: entity.kind.option)))
    }
    return entities
  }

  public func text(replacingTags tags: [SchemaEntity: [ExactText]]) throws(SchemaError) -> String {
    var syntax = syntax
    syntax.visitTaggable { entity, options in
      if let tags = tags[entity] { options.setTags(tags, in: entity.kind.option) }
    }
    return CanonicalText.text(of: syntax)
  }
}

extension SchemaEntity.Kind {
  fileprivate var option: String { self == .record ? "confluent.message_meta" : "confluent.field_meta" }
}

private typealias Visit = (SchemaEntity, inout [OptionSyntax]) -> Void

extension FileSyntax {
  fileprivate mutating func visitTaggable(_ visit: Visit) {
    for index in declarations.indices {
      guard case .message(var message) = declarations[index] else { continue }
      message.visitTaggable(within: "", visit)
      declarations[index] = .message(message)
    }
  }
}

extension MessageSyntax {
  fileprivate mutating func visitTaggable(within scope: String, _ visit: Visit) {
    let path = scope + name.text
    var options = options
    let old = options
    visit(SchemaEntity(path: path, kind: .record), &options)
    if options != old {
      elements.removeAll { if case .option = $0 { true } else { false } }
      elements.insert(contentsOf: options.map { .option($0) }, at: 0)
    }
    for index in elements.indices {
      switch elements[index] {
      case .field(var field):
        field.visitTaggable(within: path, visit)
        elements[index] = .field(field)
      case .oneof(var oneof):
        for place in oneof.elements.indices {
          guard case .field(var field) = oneof.elements[place] else { continue }
          field.visitTaggable(within: path, visit)
          oneof.elements[place] = .field(field)
        }
        elements[index] = .oneof(oneof)
      case .message(var message):
        message.visitTaggable(within: path + ".", visit)
        elements[index] = .message(message)
      case .group, .enumeration, .extend, .extensions, .reserved, .option:
        break
      }
    }
  }
}

extension FieldSyntax {
  fileprivate mutating func visitTaggable(within message: String, _ visit: Visit) {
    visit(SchemaEntity(path: "\(message).\(name.text)", kind: .field), &options)
  }
}
