/// A keyword whose value holds schemas, and how.
struct SubschemaKeyword {
  enum Shape {
    /// The value is a schema.
    case schema
    /// The value is an array of schemas.
    case schemas
    /// The value is a schema, or an array of them.
    case schemaOrSchemas
    /// The members of the value are schemas; what is no schema, as the lists of names in `dependencies`, is none.
    case members
  }

  let shape: Shape
  private let first: JSONSchemaDraft
  private let last: JSONSchemaDraft

  private init(_ shape: Shape, from first: JSONSchemaDraft = .draft4, to last: JSONSchemaDraft = .draft2020) {
    self.shape = shape
    self.first = first
    self.last = last
  }

  /// How the keyword's value holds schemas in a draft; nil if it holds none.
  static func shape(of keyword: String, in draft: JSONSchemaDraft) -> Shape? {
    guard let entry = all[keyword], entry.first <= draft, draft <= entry.last else { return nil }
    return entry.shape
  }

  // `definitions` and `dependencies` are no keywords of the last drafts, but schemas in them are referred to.
  private static let all: [String: SubschemaKeyword] = [
    "additionalItems": SubschemaKeyword(.schema, to: .draft2019), "additionalProperties": SubschemaKeyword(.schema),
    "allOf": SubschemaKeyword(.schemas), "anyOf": SubschemaKeyword(.schemas), "oneOf": SubschemaKeyword(.schemas),
    "contains": SubschemaKeyword(.schema, from: .draft6), "contentSchema": SubschemaKeyword(.schema, from: .draft2019),
    "definitions": SubschemaKeyword(.members), "$defs": SubschemaKeyword(.members),
    "dependencies": SubschemaKeyword(.members), "dependentSchemas": SubschemaKeyword(.members, from: .draft2019),
    "if": SubschemaKeyword(.schema, from: .draft7), "then": SubschemaKeyword(.schema, from: .draft7),
    "else": SubschemaKeyword(.schema, from: .draft7), "items": SubschemaKeyword(.schemaOrSchemas),
    "not": SubschemaKeyword(.schema), "patternProperties": SubschemaKeyword(.members),
    "prefixItems": SubschemaKeyword(.schemas, from: .draft2020), "properties": SubschemaKeyword(.members),
    "propertyNames": SubschemaKeyword(.schema, from: .draft6),
    "unevaluatedItems": SubschemaKeyword(.schema, from: .draft2019),
    "unevaluatedProperties": SubschemaKeyword(.schema, from: .draft2019),
  ]
}
