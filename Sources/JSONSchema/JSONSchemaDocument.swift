public import SchemaCore

/// A JSON schema with the schemas that it refers to.
public struct JSONSchemaDocument: Sendable {
  /// The text that the registry stores and returns.
  public let canonicalText: String
  let value: JSONValue
  /// What it refers to, directly or not.
  let references: [SchemaResources.Reference]
  private let loading: SchemaLoading

  init(_ value: JSONValue, references: [SchemaResources.Reference]) {
    self.value = value
    self.references = references
    canonicalText = CanonicalText.text(of: value)
    loading = SchemaLoading(value, references: references)
  }

  /// The schema's parts and all that it may refer to; the work is done once.
  ///
  /// - Throws: `SchemaError` if it gives its parts names that are no names.
  public func resources() throws(SchemaError) -> SchemaResources { try loading.resources() }

  /// The model that schemas are compared by; the work is done once.
  func model() throws(SchemaError) -> SchemaModel { try loading.model() }

  /// Every difference from another version, compatible or not; up to 10,000.
  ///
  /// - Parameters:
  ///   - original: the version that data was written with; this one is to read it.
  ///   - policy: what counts as compatible where one of several ways to compare is chosen for that.
  public func differences(
    from original: JSONSchemaDocument, under policy: CompatibilityPolicy = .strict
  ) -> [JSONSchemaDifference] {
    differences(from: original, under: policy, includesCompatible: true)
  }

  func differences(
    from original: JSONSchemaDocument, under policy: CompatibilityPolicy, includesCompatible: Bool
  ) -> [JSONSchemaDifference] {
    let models: (original: SchemaModel, update: SchemaModel)
    do {
      models = (try original.model(), try model())
    } catch {
      return [.unreadable(error)]
    }
    return DifferenceList.list(
      original: models.original, update: models.update, policy: policy, includesCompatible: includesCompatible)
  }
}

extension JSONSchemaDocument {
  /// Checks all that the root leads to.
  ///
  /// - Throws: `SchemaError` with the JSON pointer of the first thing that is wrong.
  func check() throws(SchemaError) { _ = try model() }

  /// Refuses names of the root's properties that registries keep for themselves.
  ///
  /// - Throws: `SchemaError` with the JSON pointer of the property.
  func checkNames() throws(SchemaError) {
    for name in value.object?["properties"]?.object?.keys ?? [] where name.hasPrefix("$$") {
      throw SchemaError(
        .invalid, "the name of a property must not begin with `$$`, as \"\(name)\" does",
        path: JSONPointer(["properties", name]))
    }
  }
}
