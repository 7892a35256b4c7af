public import SchemaCore

// Schemas that stand in source code. What is wrong in them is a mistake of the program's author, as an index beyond the
// end of an array is, and ends the program when the schema is first used.
extension AvroDocument {
  /// A schema by its text in the source code.
  ///
  /// - Precondition: the text is a schema.
  public init(literal text: StaticString) {
    self.init(trusted: text.description)
  }

  /// The schema of a named type that is defined somewhere in this one.
  ///
  /// - Precondition: the type is defined here.
  public func definition(named name: StaticString) -> AvroDocument {
    guard let definition = definitions[AvroName(name.description)] else {
      preconditionFailure("The schema defines no \(name)")
    }
    return AvroDocument(writtenIn: definition, definitions: definitions)
  }

  /// A field of a record in the source code.
  public struct TypedField {
    let field: AvroField
    let definitions: [AvroName: AvroSchema]

    /// A field whose values are those of a Swift type.
    ///
    /// - Parameters:
    ///   - name: the name in Avro.
    ///   - type: the type of the property.
    ///   - documentation: the attribute `doc`.
    ///   - defaultValue: what a reader takes when the writer had no such field.
    public static func field<Value: AvroSerializable>(
      _ name: String, _ type: Value.Type, documentation: String? = nil, defaultValue: JSONValue? = nil
    ) -> TypedField {
      let schema = Value.avroSchema
      let field = AvroField(
        name: name, schema: schema.root, documentation: documentation, defaultValue: defaultValue)
      return TypedField(field: field, definitions: schema.definitions)
    }
  }

  /// The schema of a Swift type whose values are a record's, from the schemas of its properties. A type that holds
  /// itself cannot be described this way, since its schema would be asked for while it is being made: give it a text.
  ///
  /// - Parameters:
  ///   - name: the full name, such as `com.example.Payment`.
  ///   - fields: in the order in which the type reads and writes them.
  ///   - documentation: the attribute `doc`.
  /// - Precondition: the names are valid and different, defaults fit their types, and types of one name are the same.
  public static func record(
    _ name: String, _ fields: [TypedField], documentation: String? = nil
  ) -> AvroDocument {
    let definitions = fields.reduce(into: [AvroName: AvroSchema]()) { definitions, field in
      definitions.merge(field.definitions) { first, _ in first }
    }
    let record = AvroRecord(name: AvroName(name), documentation: documentation, fields: fields.map(\.field))
    let document = AvroDocument(writtenIn: AvroSchema(.record(record)), definitions: definitions)
    // Read again, which checks what a text is checked for.
    return AvroDocument(trusted: document.canonicalText)
  }

  private init(trusted text: String) {
    do {
      self = try AvroFormat().parse(text)
    } catch {
      preconditionFailure("The source code has no valid schema: \(error)")
    }
  }

  private init(writtenIn root: AvroSchema, definitions: [AvroName: AvroSchema]) {
    var form = ResolvedForm(definitions: definitions)
    do {
      self.init(root: try form.resolved(root), definitions: definitions)
    } catch {
      preconditionFailure("The source code has no valid schema: \(error)")
    }
  }
}
