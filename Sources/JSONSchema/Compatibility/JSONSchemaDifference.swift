public import SchemaCore

/// One difference between two versions of a schema: the original, which data was written with, and the update, which it
/// is to be read with.
public struct JSONSchemaDifference: Hashable, Sendable {
  let kind: DifferenceKind
  /// Where: `#/`, then keywords, names and indexes, joined by `/`, as registry clients know them.
  public let path: String
  /// The schemas of both versions that differ.
  let places: Places

  /// Where the two schemas stand that are compared.
  struct Places: Hashable, Sendable {
    var original: String
    var update: String
    /// What is compared below the two, such as `properties/name`, if anything.
    var step: String?
    /// What stands there, or the value of the keyword, in JSON; nil if nothing does.
    var before: String?
    var after: String?
  }

  /// What differs, by the name that registry clients know, such as `TYPE_CHANGED`.
  public var name: String { kind.name }

  /// True if the update reads the original's data all the same, as far as the policy cares.
  public func isCompatible(under policy: CompatibilityPolicy) -> Bool { kind.isCompatible(under: policy) }

  init(_ kind: DifferenceKind, path: String, places: Places) {
    self.kind = kind
    self.path = path
    self.places = places
  }

  /// The end of a comparison that takes too long.
  static let tooLarge = JSONSchemaDifference(
    .rule(.comparisonLimit), path: "#/", places: Places(original: "#", update: "#"))

  /// A schema that cannot be compared, because it refers to what is not known here or is no valid schema.
  static func unreadable(_ error: SchemaError) -> JSONSchemaDifference {
    JSONSchemaDifference(
      .rule(.unreadable), path: "#/", places: Places(original: "#", update: "#", before: error.description))
  }
}
