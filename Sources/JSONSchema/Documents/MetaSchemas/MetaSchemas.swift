import SchemaCore

/// The schemas of schemas of all drafts. What refers to them needs no network.
enum MetaSchemas {
  /// All of them, those of a draft made when one is first asked for.
  static func document(at uri: String) -> SchemaDocument? {
    guard uri.hasPrefix("http") else { return nil }
    for draft in JSONSchemaDraft.allCases where uri.hasPrefix(draft.metaSchema.dropLast("schema".count)) {
      return documents(of: draft)[uri]
    }
    return nil
  }

  private static func documents(of draft: JSONSchemaDraft) -> [String: SchemaDocument] {
    switch draft {
    case .draft4: Documents.draft4
    case .draft6: Documents.draft6
    case .draft7: Documents.draft7
    case .draft2019: Documents.draft2019
    case .draft2020: Documents.draft2020
    }
  }

  private enum Documents {
    static let draft4 = MetaSchemaBuilder.documents(of: .draft4)
    static let draft6 = MetaSchemaBuilder.documents(of: .draft6)
    static let draft7 = MetaSchemaBuilder.documents(of: .draft7)
    static let draft2019 = MetaSchemaBuilder.documents(of: .draft2019)
    static let draft2020 = MetaSchemaBuilder.documents(of: .draft2020)
  }
}
