public import SchemaCore

/// One difference between two versions of a schema: the original, which data was written with, and the update, which it
/// is to be read with.
public struct JSONSchemaDifference: Hashable, Sendable {
  let kind: DifferenceKind
  /// Where: `#/`, then keywords, names and indexes, joined by `/`, as registry clients know them.
  public let path: String
  /// What people need to know to understand it.
  var context: DifferenceContext

  /// What differs, by the name that registry clients know, such as `TYPE_CHANGED`.
  public var name: String { kind.name }

  /// True if the update reads the original's data all the same, as far as the policy cares.
  public func isCompatible(under policy: CompatibilityPolicy) -> Bool { kind.isCompatible(under: policy) }

  init(_ kind: DifferenceKind, path: String, context: DifferenceContext) {
    self.kind = kind
    self.path = path
    self.context = context
  }

  /// The end of a comparison that takes too long.
  static let tooLarge = JSONSchemaDifference(
    .rule(.comparisonLimit), path: "#/", context: DifferenceContext(detail: "they are too large"))

  /// A schema that cannot be compared, because it refers to what is not known here or is no valid schema.
  static func unreadable(_ error: SchemaError) -> JSONSchemaDifference {
    JSONSchemaDifference(
      .rule(.unreadable), path: "#/", context: DifferenceContext(detail: error.description))
  }
}

/// What is known about a difference beside its path.
struct DifferenceContext: Hashable, Sendable {
  /// Where the two schemas stand in their texts that are compared.
  var original = "#"
  var update = "#"
  /// What the two are, such as `a string`.
  var originalKind = ""
  var updateKind = ""
  /// The value that it is about, as a dotted name such as `lines[].price`; nil for the root.
  var subject: String?
  /// The property or item within it that the difference is about, such as `property "lines[].price"`.
  var part: String?
  /// The keyword that differs, or the name within it.
  var name: String?
  /// What stands there in each, in JSON; nil if nothing does.
  var before: String?
  var after: String?
  /// Further words, such as the values that are missing.
  var detail: String?
  /// Why no counterpart was found, for the one that looks like it.
  var reason: Reason?

  /// A difference that lies behind another.
  indirect enum Reason: Hashable, Sendable {
    case difference(JSONSchemaDifference)

    var difference: JSONSchemaDifference {
      switch self {
      case .difference(let difference): difference
      }
    }
  }
}
