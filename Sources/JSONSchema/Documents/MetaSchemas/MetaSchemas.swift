import SchemaCore

/// The schemas of schemas of all drafts, as published, without their comments. What refers to them needs no network.
enum MetaSchemas {
  /// All of them, each read when it is first asked for.
  static func document(at uri: String) -> SchemaDocument? {
    switch uri {
    case JSONSchemaDraft.draft4.metaSchema: Documents.draft4
    case JSONSchemaDraft.draft6.metaSchema: Documents.draft6
    case JSONSchemaDraft.draft7.metaSchema: Documents.draft7
    default: Documents.modern[uri]
    }
  }

  private enum Documents {
    static let draft4 = MetaSchemas.document(MetaSchemas.draft4, .draft4)
    static let draft6 = MetaSchemas.document(MetaSchemas.draft6, .draft6)
    static let draft7 = MetaSchemas.document(MetaSchemas.draft7, .draft7)

    static let modern: [String: SchemaDocument] = {
      let texts: [(JSONSchemaDraft, [String])] = [
        (
          .draft2019,
          [
            draft2019, draft2019Core, draft2019Applicator, draft2019Validation, draft2019MetaData, draft2019Format,
            draft2019Content,
          ]
        ),
        (
          .draft2020,
          [
            draft2020, draft2020Core, draft2020Applicator, draft2020Unevaluated, draft2020Validation,
            draft2020MetaData, draft2020FormatAnnotation, draft2020FormatAssertion, draft2020Content,
          ]
        ),
      ]
      var documents: [String: SchemaDocument] = [:]
      for (draft, texts) in texts {
        for document in texts.compactMap({ MetaSchemas.document($0, draft) }) { documents[document.uri] = document }
      }
      return documents
    }()
  }

  /// Nil only if a text here were wrong, of which a test makes sure.
  private static func document(_ text: String, _ draft: JSONSchemaDraft) -> SchemaDocument? {
    guard let value = try? JSONParser.parse(text) else { return nil }
    let uri = value.object?[draft.identifierKeyword]?.string ?? ""
    return try? SchemaDocument(value, uri: URIReference(uri).withoutFragment, draft: draft)
  }
}
