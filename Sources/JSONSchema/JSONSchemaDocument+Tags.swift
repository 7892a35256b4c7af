public import SchemaCore

/// Tags are the keyword `confluent:tags` of objects and of the schemas of their properties. Paths are those of the
/// reference: `object.name` is a property of the root, `array` leads to the items of an array, `allof.0` and the like into
/// combinations, `conditional.if`, `not`, `definitions.Name`.
extension JSONSchemaDocument {
  public var taggableEntities: [SchemaTags] {
    var entities: [SchemaTags] = []
    var value = value
    TaggableWalk { entity, object in
      entities.append(SchemaTags(entity: entity, tags: object.inlineTags))
    }.visit(&value)
    return entities
  }

  public func text(replacingTags tags: [SchemaEntity: [ExactText]]) throws(SchemaError) -> String {
    var value = value
    TaggableWalk { entity, object in
      if let tags = tags[entity] { object.inlineTags = tags }
    }.visit(&value)
    return CanonicalText.text(of: value)
  }
}

private struct TaggableWalk {
  let onEntity: (SchemaEntity, inout JSONObject) -> Void

  /// What lies deeper can have no tags: nobody writes such paths, and the walk needs stack.
  private static let maximumDepth = 100

  /// - Parameters:
  ///   - scope: the path to the schema, with a dot at its end.
  ///   - isProperty: true if the schema is a property's, whose tags are the field's.
  func visit(_ schema: inout JSONValue, scope: String = "", isProperty: Bool = false, depth: Int = 0) {
    guard depth < Self.maximumDepth, case .object(var object) = schema else { return }
    // Taken out while it is changed, so that it is not copied.
    schema = .null
    defer { schema = .object(object) }
    for keyword in ["allOf", "anyOf", "oneOf"] {
      visitElements(of: keyword, in: &object, scope: scope, depth: depth)
    }
    for (keyword, step) in [
      ("if", "conditional.if."), ("then", "conditional.then."), ("else", "conditional.else."), ("not", "not."),
    ] {
      visitMember(keyword, in: &object, scope: scope + step, depth: depth)
    }
    if object.describes("object", by: "properties") {
      visitObject(&object, path: scope + "object", isProperty: isProperty, depth: depth)
    } else if object.describes("array", by: "items") {
      visitMember("items", in: &object, scope: scope + "array.", depth: depth)
    }
  }

  private func visitObject(_ object: inout JSONObject, path: String, isProperty: Bool, depth: Int) {
    if !isProperty { onEntity(SchemaEntity(path: path, kind: .record), &object) }
    if case .object(var properties)? = object["properties"] {
      for name in properties.keys {
        let place = "\(path).\(name)"
        guard case .object(var property)? = properties[name] else { continue }
        onEntity(SchemaEntity(path: place, kind: .field), &property)
        var schema = JSONValue.object(property)
        visit(&schema, scope: place + ".", isProperty: true, depth: depth + 1)
        properties[name] = schema
      }
      object["properties"] = .object(properties)
    }
    for keyword in ["definitions", "$defs"] {
      guard case .object(var definitions)? = object[keyword] else { continue }
      for name in definitions.keys {
        visitMember(name, in: &definitions, scope: "\(path).\(keyword).\(name).", depth: depth)
      }
      object[keyword] = .object(definitions)
    }
  }

  private func visitMember(_ name: String, in object: inout JSONObject, scope: String, depth: Int) {
    guard var schema = object[name] else { return }
    visit(&schema, scope: scope, depth: depth + 1)
    object[name] = schema
  }

  private func visitElements(of keyword: String, in object: inout JSONObject, scope: String, depth: Int) {
    guard case .array(var elements)? = object[keyword] else { return }
    for index in elements.indices {
      visit(&elements[index], scope: "\(scope)\(keyword.lowercased()).\(index).", depth: depth + 1)
    }
    object[keyword] = .array(elements)
  }
}

extension JSONObject {
  /// True if the schema is about values of a type: it says so, or it has the keyword for them and names no type.
  fileprivate func describes(_ type: String, by keyword: String) -> Bool {
    switch self["type"] {
    case .string(let name)?: name == type
    case .array(let names)?: names.contains(.string(type))
    default: self[keyword] != nil
    }
  }
}
