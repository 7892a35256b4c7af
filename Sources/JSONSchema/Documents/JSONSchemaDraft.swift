public import SchemaCore

/// A published version of JSON Schema.
public enum JSONSchemaDraft: String, CaseIterable, Hashable, Sendable, Comparable {
  case draft4 = "draft-04"
  case draft6 = "draft-06"
  case draft7 = "draft-07"
  case draft2019 = "2019-09"
  case draft2020 = "2020-12"

  /// What a schema without `$schema`, or with one that is unknown, is taken as, as the reference registry does.
  public static let assumed = draft7

  /// The draft whose meta-schema has this URI, with or without `#` at its end, by http or https; nil if it is none.
  public init?(metaSchema uri: String) {
    var name = uri[...]
    if name.hasSuffix("#") { name.removeLast() }
    guard let scheme = ["http://", "https://"].first(where: name.hasPrefix) else { return nil }
    name.removeFirst(scheme.count)
    guard let draft = Self.allCases.first(where: { $0.metaSchemaPath == name }) else { return nil }
    self = draft
  }

  /// The draft that a root schema says it is of by `$schema`; nil if it does not say, or names another.
  public init?(statedBy schema: JSONValue) {
    guard let uri = schema.object?["$schema"]?.string else { return nil }
    self.init(metaSchema: uri)
  }

  /// The URI of the draft's meta-schema, without fragment.
  public var metaSchema: String { (self >= .draft2019 ? "https://" : "http://") + metaSchemaPath }

  private var metaSchemaPath: String {
    "json-schema.org/" + (self >= .draft2019 ? "draft/\(rawValue)/schema" : "\(rawValue)/schema")
  }

  /// The keyword that gives a schema its URI.
  public var identifierKeyword: String { self == .draft4 ? "id" : "$id" }

  /// True if keywords beside `$ref` have an effect (from 2019-09 on).
  public var readsBesideReferences: Bool { self >= .draft2019 }

  public static func < (left: Self, right: Self) -> Bool { left.order < right.order }

  private var order: Int {
    switch self {
    case .draft4: 4
    case .draft6: 6
    case .draft7: 7
    case .draft2019: 8
    case .draft2020: 9
    }
  }
}
