import SchemaCore

/// Writes a schema and all that it refers to as one: other schemas stand among its definitions, each with its URI
/// (JSON Schema 2020-12, core 9.3, compound documents).
struct ResolvedText {
  private let resources: SchemaResources
  /// The schemas that stand among the definitions, in the order in which they are referred to.
  private var documents: [SchemaDocument] = []

  private init(_ resources: SchemaResources) {
    self.resources = resources
  }

  /// The schema with everything written in that it refers to, directly or not, but for the schemas of schemas.
  static func schema(of resources: SchemaResources) -> JSONValue {
    var text = ResolvedText(resources)
    let root = resources.document
    guard case .object(var object) = text.absolute(root.root) else { return root.value }
    let keyword = root.draft >= .draft2019 ? "$defs" : "definitions"
    var definitions = object[keyword]?.object ?? [:]
    var count = 0
    while count < text.documents.count {
      let document = text.documents[count]
      count += 1
      definitions[text.name(of: document, in: definitions)] = text.definition(of: document)
    }
    if count > 0 { object[keyword] = .object(definitions) }
    return .object(object)
  }

  /// A document as a definition: with its URI, and its draft where that is another.
  private mutating func definition(of document: SchemaDocument) -> JSONValue {
    var members: [JSONObject.Member] = []
    if document.draft != resources.document.draft {
      members.append(.init(key: "$schema", value: .string(document.draft.metaSchema)))
    }
    members.append(.init(key: document.draft.identifierKeyword, value: .string(document.root.baseURI)))
    switch absolute(document.root) {
    case .object(let object): members += object.filter { $0.key != document.draft.identifierKeyword }
    case .bool(false): members.append(.init(key: "not", value: [:]))
    default: break
    }
    return .object(JSONObject(members))
  }

  /// The last part of the document's URI, and a number where that is taken.
  private func name(of document: SchemaDocument, in definitions: JSONObject) -> String {
    let uri = document.root.baseURI
    let name = String(uri.split(separator: "/").last ?? uri[...])
    if definitions[name] == nil { return name }
    var number = 2
    while definitions["\(name)-\(number)"] != nil { number += 1 }
    return "\(name)-\(number)"
  }

  /// The schema with references to other documents by their full URIs: relative ones would mean something else.
  private mutating func absolute(_ place: SchemaPlace) -> JSONValue {
    guard case .object(var object) = place.value else { return place.value }
    for member in object {
      if ["$ref", "$dynamicRef"].contains(member.key), let reference = member.value.string {
        if let uri = uri(of: reference, from: place) { object[member.key] = .string(uri) }
      } else if let shape = SubschemaKeyword.shape(of: member.key, in: place.document.draft),
        let child = place[member.key]
      {
        object[member.key] = absolute(child, shape)
      }
    }
    return .object(object)
  }

  private mutating func absolute(_ place: SchemaPlace, _ shape: SubschemaKeyword.Shape) -> JSONValue {
    switch (shape, place.value) {
    case (.schema, _), (.schemaOrSchemas, .object): return absolute(place)
    case (.schemas, .array(let elements)), (.schemaOrSchemas, .array(let elements)):
      return .array(elements.indices.map { index in place[String(index)].map { absolute($0) } ?? elements[index] })
    case (.members, .object(var object)):
      for key in object.keys {
        if let child = place[key] { object[key] = absolute(child) }
      }
      return .object(object)
    default: return place.value
    }
  }

  /// The full URI of a reference to another document, which is noted; nil for one that stays as it is.
  private mutating func uri(of reference: String, from place: SchemaPlace) -> String? {
    guard let target = resources.target(of: reference, from: place), target.document !== place.document,
      JSONSchemaDraft(metaSchema: target.baseURI) == nil
    else { return nil }
    if target.document !== resources.document, !documents.contains(where: { $0 === target.document }) {
      documents.append(target.document)
    }
    return target.uri.hasSuffix("#") ? String(target.uri.dropLast()) : target.uri
  }
}
