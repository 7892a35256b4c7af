public import SchemaCore

extension AvroDocument {
  /// The schema of a named type that is defined in this one or in its references, with all that it uses written in; nil
  /// if there is no such type.
  ///
  /// - Throws: `SchemaError` of kind `limit` if that makes it too deep.
  public func document(of name: AvroName) throws(SchemaError) -> AvroDocument? {
    guard let definition = definitions[name] else { return nil }
    var form = ResolvedForm(definitions: definitions)
    return AvroDocument(root: try form.resolved(definition), definitions: definitions)
  }
}

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
    guard let document = try? document(of: AvroName(name.description)) else {
      preconditionFailure("The schema defines no \(name)")
    }
    return document
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
    let record = AvroRecord(name: AvroName(name), documentation: documentation, fields: fields.map(\.field))
    return AvroDocument(writtenIn: AvroSchema(.record(record)), fields.map(\.definitions))
  }

  /// The schema of a Swift type whose values are those of several types.
  ///
  /// - Parameter branches: the schemas of the types, in the order in which the type counts them.
  /// - Precondition: no two of them are of one type or name, and none is a union.
  public static func union(_ branches: AvroDocument...) -> AvroDocument {
    AvroDocument(writtenIn: AvroSchema(.union(branches.map(\.root))), branches.map(\.definitions))
  }

  /// Read again from its text, which checks what every text is checked for.
  private init(writtenIn root: AvroSchema, _ definitions: [[AvroName: AvroSchema]]) {
    let all = definitions.reduce(into: [:]) { all, part in all.merge(part) { first, _ in first } }
    var form = ResolvedForm(definitions: all)
    do {
      self.init(trusted: AvroDocument(root: try form.resolved(root), definitions: all).canonicalText)
    } catch {
      preconditionFailure("The source code has no valid schema: \(error)")
    }
  }

  private init(trusted text: String) {
    do {
      self = try AvroFormat().parse(text)
    } catch {
      preconditionFailure("The source code has no valid schema: \(error)")
    }
  }
}
