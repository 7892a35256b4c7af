/// A part of a schema that tags can be written at.
public struct SchemaEntity: Hashable, Sendable {
  /// What kind of part it is.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    case record = "sr_record"
    case field = "sr_field"
  }

  /// The way to it: names separated by dots.
  public var path: String
  public var kind: Kind

  public init(path: String, kind: Kind) {
    self.path = path
    self.kind = kind
  }

  public static func == (left: SchemaEntity, right: SchemaEntity) -> Bool {
    ExactText(left.path) == ExactText(right.path) && left.kind == right.kind
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(ExactText(path))
    hasher.combine(kind)
  }
}

/// Tags at a part of a schema: those that its text has, or that are to be written into it or taken out.
public struct SchemaTags: Hashable, Sendable {
  public var entity: SchemaEntity
  /// The tags in the order of the text, which is part of the content's identity.
  public var tags: [ExactText]

  public init(entity: SchemaEntity, tags: [ExactText]) {
    self.entity = entity
    self.tags = tags
  }
}
