/// A schema that records bring along, with those that have to be registered before it can be.
public struct PayloadSchema: Hashable, Sendable {
  /// Another schema that this one refers to.
  public struct Import: Hashable, Sendable {
    /// What the referring text calls it: an Avro full name, a Protobuf import path, a JSON Schema `$ref` URI.
    public var name: String
    /// The schema.
    public var schema: PayloadSchema

    public init(name: String, schema: PayloadSchema) {
      self.name = name
      self.schema = schema
    }
  }

  /// The schema, with what it refers to and is registered already.
  public var text: SchemaText
  /// What it refers to besides and may not be registered yet, in the order in which it is to be referred to.
  public var imports: [Import]

  public init(_ text: SchemaText, imports: [Import] = []) {
    self.text = text
    self.imports = imports
  }

  /// What the schema is parsed with: the texts of all imports, each before what uses it and under the name that it is
  /// used by. They are not registered, so that their subjects are their names, and their versions 0.
  public var importedTexts: [ResolvedReference] {
    var texts: [ResolvedReference] = []
    var names: Set<ExactText> = []
    collect(into: &texts, &names)
    return texts
  }

  private func collect(into texts: inout [ResolvedReference], _ names: inout Set<ExactText>) {
    for part in imports where names.insert(ExactText(part.name)).inserted {
      part.schema.collect(into: &texts, &names)
      let reference = SchemaReference(name: part.name, subject: part.name, version: 0)
      texts.append(ResolvedReference(reference, text: part.schema.text.text))
    }
  }
}
