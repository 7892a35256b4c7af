import SchemaCore

/// Compiles a schema, and each schema that is reached from it, once.
struct SchemaCompiler {
  let resources: SchemaResources
  let assertsFormats: JSONSchemaValidator.FormatAssertion
  let limits: JSONSchemaValidator.Limits

  var schemas: [CompiledSchema] = []
  var places: [SchemaPlace] = []
  var tables = ProgramTables()
  var constants: [JSONValue] = []
  /// What stands where in `constants`, while the tape is not made: parts of `tables.values`.
  var constantRanges: [Range<Int>] = []
  private var indexes: [SchemaPlace: SchemaIndex] = [:]
  private var resourceNumbers: [ResourceKey: Int32] = [:]
  /// A place in each resource, by number.
  private var resourcePlaces: [SchemaPlace] = []
  private var dynamicNumbers: [SchemaPlace: Int32] = [:]
  private var dynamicAnchors: [String] = []
  private var expressionNumbers: [ExactText: Int32] = [:]
  private var vocabularies: [ObjectIdentifier: Vocabularies] = [:]

  private struct ResourceKey: Hashable {
    var document: ObjectIdentifier
    var resource: Int
  }

  /// - Throws: `SchemaError` with the place of the first thing that is wrong.
  static func compile(
    _ resources: SchemaResources, assertsFormats: JSONSchemaValidator.FormatAssertion,
    limits: JSONSchemaValidator.Limits
  ) throws(SchemaError) -> ValidationProgram {
    var compiler = SchemaCompiler(resources: resources, assertsFormats: assertsFormats, limits: limits)
    _ = compiler.index(of: resources.document.root)
    try compiler.compileAll()
    return try compiler.program()
  }

  private init(
    resources: SchemaResources, assertsFormats: JSONSchemaValidator.FormatAssertion, limits: JSONSchemaValidator.Limits
  ) {
    self.resources = resources
    self.assertsFormats = assertsFormats
    self.limits = limits
  }

  /// A schema that is found is numbered and waits; so nothing here calls itself, however deep schemas are.
  private mutating func compileAll() throws(SchemaError) {
    var done = 0
    repeat {
      while done < places.count {
        let place = places[done]
        do throws(SchemaError) {
          guard places.count <= limits.schemas else {
            throw SchemaError(
              .limit, "there are more than \(limits.schemas) schemas in it and in what it refers to",
              path: place.pointer)
          }
          schemas[done] = try compile(place)
        } catch {
          if place.document === resources.document { throw error }
          throw SchemaError(error.kind, "in the reference \(place.document.uri): \(error)")
        }
        done += 1
      }
      try linkDynamicReferences()
    } while done < places.count
  }

  private func program() throws(SchemaError) -> ValidationProgram {
    let tape = try ConstantTape(constants)
    var tables = tables
    for (number, range) in constantRanges.enumerated() {
      tables.values[number].fill(from: tape, slots: tape.slots[range])
    }
    return ValidationProgram(
      schemas: Self.withTargets(schemas), places: places, tables: tables, constants: tape)
  }

  /// Notes where references lead to in the end, and what is decided by the kind of a value alone.
  private static func withTargets(_ schemas: [CompiledSchema]) -> [CompiledSchema] {
    schemas.enumerated().map { number, schema in
      var schema = schema
      var target = number
      var hops = 0
      while schemas[target].isOnlyReference, hops < maximumHops {
        target = Int(schemas[target].reference)
        hops += 1
      }
      // References in a circle stay as they are: whoever follows them finds out.
      schema.target = SchemaIndex(hops < maximumHops ? target : number)
      let end = schemas[Int(schema.target)]
      if end.reference < 0 && end.hasNoParts { schema.plainKinds = end.kinds }
      return schema
    }
  }

  private static let maximumHops = 16

  /// The number of the schema at a place, which is compiled if it was not yet.
  mutating func index(of place: SchemaPlace) -> SchemaIndex {
    if let index = indexes[place] { return index }
    let index = SchemaIndex(places.count)
    indexes[place] = index
    places.append(place)
    schemas.append(CompiledSchema())
    return index
  }

  private mutating func compile(_ place: SchemaPlace) throws(SchemaError) -> CompiledSchema {
    var schema = CompiledSchema()
    switch place.value {
    case .bool(let allows):
      guard place.document.draft >= .draft6 || place.pointer.isRoot || Self.mayBeBoolean(place) else {
        throw SchemaError(.invalid, "a schema is an object, and this is a boolean", path: place.pointer)
      }
      schema.kinds = allows ? .all : []
      schema.isFalse = !allows
      return schema
    case .object(let object):
      var reader = KeywordReader(place: place, object: object, vocabularies: try vocabularies(of: place.document))
      schema.resource = number(ofResource: place)
      if let reference = try reader.reference() {
        schema.reference = try target(of: reference, from: place, keyword: "$ref")
        if !place.document.draft.readsBesideReferences {
          schema.isOnlyReference = true
          return schema
        }
      }
      try compile(&reader, into: &schema)
      schema.isOnlyReference = schema.reference >= 0 && schema.kinds == .all && schema.hasNoParts
      return schema
    default:
      throw SchemaError(
        .invalid, "a schema is an object, or true or false, and this is \(place.value.kindName)", path: place.pointer)
    }
  }

  /// In draft 4 these may be `true` or `false` where later any schema may.
  private static func mayBeBoolean(_ place: SchemaPlace) -> Bool {
    ["additionalProperties", "additionalItems"].contains(place.pointer.tokens.last)
  }

  /// The number of the schema that a reference leads to.
  func resolve(_ reference: String, from place: SchemaPlace, keyword: String) throws(SchemaError) -> SchemaPlace {
    if let target = resources.target(of: reference, from: place) { return target }
    throw SchemaError(
      .unknownName,
      "\(keyword) leads to \(reference), which is neither in the schema nor in its references; nothing is fetched",
      path: place.pointer.appending(keyword))
  }

  mutating func target(
    of reference: String, from place: SchemaPlace, keyword: String
  ) throws(SchemaError) -> SchemaIndex {
    index(of: try resolve(reference, from: place, keyword: keyword))
  }

  mutating func expression(_ pattern: String, at place: JSONPointer) throws(SchemaError) -> Int32 {
    if let number = expressionNumbers[ExactText(pattern)] { return number }
    do {
      tables.expressions.append(try RegularExpression(pattern))
    } catch {
      throw SchemaError(
        .invalid, "the pattern \(pattern.prefix(80)) is not a regular expression of ECMA-262: \(error.message)",
        path: place)
    }
    let number = Int32(tables.expressions.count - 1)
    expressionNumbers[ExactText(pattern)] = number
    return number
  }

  private mutating func vocabularies(of document: SchemaDocument) throws(SchemaError) -> Vocabularies {
    guard document.draft.readsBesideReferences else { return .standard }
    if let known = vocabularies[ObjectIdentifier(document)] { return known }
    var found = Vocabularies.standard
    if let uri = document.root.value.object?["$schema"]?.string, JSONSchemaDraft(metaSchema: uri) == nil,
      let meta = resources.target(of: uri, from: document.root)
    {
      do {
        found = try .listed(by: meta.value)
      } catch {
        throw SchemaError(error.kind, error.message, path: JSONPointer(["$schema"]))
      }
    }
    vocabularies[ObjectIdentifier(document)] = found
    return found
  }

  private mutating func number(ofResource place: SchemaPlace) -> Int32 {
    let key = ResourceKey(document: ObjectIdentifier(place.document), resource: place.resource)
    if let number = resourceNumbers[key] { return number }
    let number = Int32(resourceNumbers.count)
    resourceNumbers[key] = number
    resourcePlaces.append(place)
    return number
  }
}

extension SchemaCompiler {
  /// A reference that may lead further out: to what has the same anchor there.
  mutating func dynamicReference(
    _ keyword: SchemaKeyword, _ reference: String, from place: SchemaPlace
  ) throws(SchemaError) -> Int32 {
    let target = try resolve(reference, from: place, keyword: keyword.rawValue)
    if let number = dynamicNumbers[target] { return number }
    let anchor = Self.anchor(keyword, reference, at: target)
    if anchor != nil { dynamicNumbers[target] = Int32(tables.dynamic.count) }
    tables.dynamic.append(DynamicReference(keyword: keyword, target: index(of: target)))
    dynamicAnchors.append(anchor ?? "")
    return Int32(tables.dynamic.count - 1)
  }

  /// The anchor, if the target is one that can be found further out; for `$recursiveRef`, `#`.
  private static func anchor(_ keyword: SchemaKeyword, _ reference: String, at target: SchemaPlace) -> String? {
    let resource = target.document.resources[target.resource]
    if keyword == .recursiveReference { return resource.isRecursiveAnchor ? "#" : nil }
    guard let name = URIReference(reference).fragment.flatMap(URIReference.percentDecoded) else { return nil }
    return resource.dynamicAnchors.contains(name) && resource.anchors[name] == target.pointer ? name : nil
  }

  /// Finds the anchors in all resources that are reached. New schemas may be reached by that.
  private mutating func linkDynamicReferences() throws(SchemaError) {
    guard dynamicAnchors.count * resourcePlaces.count <= limits.schemas else {
      throw SchemaError(.limit, "there are too many dynamic references between too many resources", path: .root)
    }
    for (number, anchor) in dynamicAnchors.enumerated() where !anchor.isEmpty {
      for (resource, place) in resourcePlaces.enumerated()
      where tables.dynamic[number].byResource[Int32(resource)] == nil {
        guard let target = Self.target(of: anchor, in: place) else { continue }
        tables.dynamic[number].byResource[Int32(resource)] = index(of: target)
      }
    }
  }

  private static func target(of anchor: String, in place: SchemaPlace) -> SchemaPlace? {
    let resource = place.document.resources[place.resource]
    if anchor == "#" {
      return resource.isRecursiveAnchor ? place.document.root(ofResource: place.resource) : nil
    }
    guard resource.dynamicAnchors.contains(anchor), let pointer = resource.anchors[anchor] else { return nil }
    return place.document.root[pointer.tokens]
  }
}
