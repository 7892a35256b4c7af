import SchemaCore

/// What a schema demands of strings.
struct StringRules: Sendable {
  var limits: [Limit] = []
  var pattern: String?
}

/// What a schema demands of numbers.
struct NumberRules: Sendable {
  var requiresInteger = false
  var limits: [Limit] = []
  var multipleOf: LimitValue?
}

/// What a schema demands of arrays.
struct ArrayRules: Sendable {
  /// The schema of every item.
  var everyItem: Int?
  /// The schemas of the first items.
  var items: [Int] = []
  /// False if there may be no items but those that have schemas of their own.
  var allowsAdditional = true
  /// The schema of items that have none of their own.
  var additional: Int?
  var unevaluated: Int?
  var isUnique = false
  var limits: [Limit] = []
}

/// What a schema demands of objects.
struct ObjectRules: Sendable {
  /// A schema for the properties whose names a pattern is found in.
  struct PatternProperties: Sendable {
    var pattern: RegularExpression
    var schema: Int
  }

  var properties = NamedNodes()
  var required: Set<ExactText> = []
  /// False if there may be no properties but those that have schemas of their own.
  var allowsAdditional = true
  /// The schema of properties that have none of their own.
  var additional: Int?
  var patterns: [PatternProperties] = []
  var unevaluated: Int?
  /// Which properties must be there if one is.
  var requiredTogether: [ExactText: Set<ExactText>] = [:]
  /// What the object must fit if a property is there.
  var dependentSchemas = NamedNodes()
  var limits: [Limit] = []
}

/// Nodes by name, in the order written.
struct NamedNodes: Sendable {
  private(set) var names: [ExactText] = []
  private var nodes: [ExactText: Int] = [:]

  subscript(name: ExactText) -> Int? { nodes[name] }

  mutating func append(_ name: String, _ node: Int) {
    names.append(ExactText(name))
    nodes[ExactText(name)] = node
  }
}

/// Schemas of which all, any or exactly one must fit.
struct CombinedRules: Sendable {
  enum Criterion: String, Sendable, CaseIterable {
    case all = "allOf"
    case any = "anyOf"
    case one = "oneOf"
  }

  var criterion: Criterion
  var members: [Int]
  /// The members without those that repeat another's text.
  var distinct: [Int]
}

/// The value of a keyword that bounds something.
struct Limit: Sendable {
  enum Keyword: String, Sendable, CaseIterable {
    case maxLength, minLength, maximum, minimum, exclusiveMaximum, exclusiveMinimum
    case maxItems, minItems, maxContains, minContains, maxProperties, minProperties

    /// The keyword's name in the names of differences.
    var wireName: String {
      switch self {
      case .maxLength: "MAX_LENGTH"
      case .minLength: "MIN_LENGTH"
      case .maximum: "MAXIMUM"
      case .minimum: "MINIMUM"
      case .exclusiveMaximum: "EXCLUSIVE_MAXIMUM"
      case .exclusiveMinimum: "EXCLUSIVE_MINIMUM"
      case .maxItems: "MAX_ITEMS"
      case .minItems: "MIN_ITEMS"
      case .maxContains: "MAX_CONTAINS"
      case .minContains: "MIN_CONTAINS"
      case .maxProperties: "MAX_PROPERTIES"
      case .minProperties: "MIN_PROPERTIES"
      }
    }

    /// True if larger values admit more.
    var isMaximum: Bool {
      switch self {
      case .maxLength, .maximum, .exclusiveMaximum, .maxItems, .maxContains, .maxProperties: true
      case .minLength, .minimum, .exclusiveMinimum, .minItems, .minContains, .minProperties: false
      }
    }
  }

  var keyword: Keyword
  var value: LimitValue
}
