import SchemaCore

/// What differs between two versions of a schema.
enum DifferenceKind: Hashable, Sendable {
  /// How a keyword that bounds something, or demands something, changed.
  enum Change: String, CaseIterable, Sendable {
    case added = "ADDED"
    case removed = "REMOVED"
    case increased = "INCREASED"
    case decreased = "DECREASED"
  }

  /// A keyword about what has no schema of its own. The words of changes are about what is permitted.
  enum Rest: String, CaseIterable, Sendable {
    case additionalProperties = "ADDITIONAL_PROPERTIES"
    case unevaluatedProperties = "UNEVALUATED_PROPERTIES"
    case additionalItems = "ADDITIONAL_ITEMS"
    case unevaluatedItems = "UNEVALUATED_ITEMS"

    /// The keyword as schemas have it.
    var keyword: String {
      switch self {
      case .additionalProperties: "additionalProperties"
      case .unevaluatedProperties: "unevaluatedProperties"
      case .additionalItems: "additionalItems"
      case .unevaluatedItems: "unevaluatedItems"
      }
    }

    /// What the keyword is about.
    var parts: String { isOfProperties ? "properties" : "items" }

    var isOfProperties: Bool { self == .additionalProperties || self == .unevaluatedProperties }
  }

  /// How what is permitted changed.
  enum Permission: String, CaseIterable, Sendable {
    case added = "ADDED"
    case removed = "REMOVED"
    case narrowed = "NARROWED"
    case extended = "EXTENDED"
  }

  case limit(Limit.Keyword, Change)
  case rest(Rest, Permission)
  case rule(DifferenceRule)

  /// The name that registry clients know.
  var name: String {
    switch self {
    case .limit(let keyword, let change): "\(keyword.wireName)_\(change.rawValue)"
    case .rest(let keyword, let permission): "\(keyword.rawValue)_\(permission.rawValue)"
    case .rule(let rule): rule.rawValue
    }
  }

  /// True if the update reads the original's data all the same, as far as the policy cares.
  func isCompatible(under policy: CompatibilityPolicy) -> Bool {
    switch self {
    case .limit(_, .removed): true
    case .limit(_, .added): false
    case .limit(let keyword, .increased): keyword.isMaximum
    case .limit(let keyword, .decreased): !keyword.isMaximum
    case .rest(_, .added), .rest(_, .extended): true
    case .rest(let keyword, .removed), .rest(let keyword, .narrowed): policy == .lenient && keyword.isOfProperties
    case .rule(let rule): rule.isCompatible || (policy == .lenient && rule.isLeniency)
    }
  }
}

/// The differences that have names of their own, which are those on the wire.
enum DifferenceRule: String, CaseIterable, Sendable {
  case idChanged = "ID_CHANGED"
  case titleChanged = "TITLE_CHANGED"
  case descriptionChanged = "DESCRIPTION_CHANGED"
  case defaultChanged = "DEFAULT_CHANGED"
  case schemaAdded = "SCHEMA_ADDED"
  case schemaRemoved = "SCHEMA_REMOVED"
  case typeChanged = "TYPE_CHANGED"
  case typeExtended = "TYPE_EXTENDED"
  case typeNarrowed = "TYPE_NARROWED"
  case patternAdded = "PATTERN_ADDED"
  case patternRemoved = "PATTERN_REMOVED"
  case patternChanged = "PATTERN_CHANGED"
  case multipleOfAdded = "MULTIPLE_OF_ADDED"
  case multipleOfRemoved = "MULTIPLE_OF_REMOVED"
  case multipleOfExpanded = "MULTIPLE_OF_EXPANDED"
  case multipleOfReduced = "MULTIPLE_OF_REDUCED"
  case multipleOfChanged = "MULTIPLE_OF_CHANGED"
  case requiredAttributeAdded = "REQUIRED_ATTRIBUTE_ADDED"
  case requiredAttributeWithDefaultAdded = "REQUIRED_ATTRIBUTE_WITH_DEFAULT_ADDED"
  case requiredAttributeRemoved = "REQUIRED_ATTRIBUTE_REMOVED"
  case dependencyArrayAdded = "DEPENDENCY_ARRAY_ADDED"
  case dependencyArrayRemoved = "DEPENDENCY_ARRAY_REMOVED"
  case dependencyArrayExtended = "DEPENDENCY_ARRAY_EXTENDED"
  case dependencyArrayNarrowed = "DEPENDENCY_ARRAY_NARROWED"
  case dependencyArrayChanged = "DEPENDENCY_ARRAY_CHANGED"
  case dependencySchemaAdded = "DEPENDENCY_SCHEMA_ADDED"
  case dependencySchemaRemoved = "DEPENDENCY_SCHEMA_REMOVED"
  case propertyRemovedFromOpen = "PROPERTY_REMOVED_FROM_OPEN_CONTENT_MODEL"
  case propertyRemovedFromClosed = "PROPERTY_REMOVED_FROM_CLOSED_CONTENT_MODEL"
  case falsePropertyRemovedFromClosed = "PROPERTY_WITH_FALSE_REMOVED_FROM_CLOSED_CONTENT_MODEL"
  case propertyRemovedIsCovered = "PROPERTY_REMOVED_IS_COVERED_BY_PARTIALLY_OPEN_CONTENT_MODEL"
  case propertyRemovedNotCovered = "PROPERTY_REMOVED_NOT_COVERED_BY_PARTIALLY_OPEN_CONTENT_MODEL"
  case emptyPropertyAddedToOpen = "PROPERTY_WITH_EMPTY_SCHEMA_ADDED_TO_OPEN_CONTENT_MODEL"
  case optionalPropertyAddedToOpen = "OPTIONAL_PROPERTY_ADDED_TO_OPEN_CONTENT_MODEL"
  case requiredPropertyAddedToOpen = "REQUIRED_PROPERTY_ADDED_TO_OPEN_CONTENT_MODEL"
  case defaultedPropertyAddedToOpen = "REQUIRED_PROPERTY_WITH_DEFAULT_ADDED_TO_OPEN_CONTENT_MODEL"
  case optionalPropertyAddedToUnopen = "OPTIONAL_PROPERTY_ADDED_TO_UNOPEN_CONTENT_MODEL"
  case requiredPropertyAddedToUnopen = "REQUIRED_PROPERTY_ADDED_TO_UNOPEN_CONTENT_MODEL"
  case defaultedPropertyAddedToUnopen = "REQUIRED_PROPERTY_WITH_DEFAULT_ADDED_TO_UNOPEN_CONTENT_MODEL"
  case propertyAddedIsCovered = "PROPERTY_ADDED_IS_COVERED_BY_PARTIALLY_OPEN_CONTENT_MODEL"
  case propertyAddedNotCovered = "PROPERTY_ADDED_NOT_COVERED_BY_PARTIALLY_OPEN_CONTENT_MODEL"
  case itemRemovedFromOpen = "ITEM_REMOVED_FROM_OPEN_CONTENT_MODEL"
  case itemRemovedFromClosed = "ITEM_REMOVED_FROM_CLOSED_CONTENT_MODEL"
  case falseItemRemovedFromClosed = "ITEM_WITH_FALSE_REMOVED_FROM_CLOSED_CONTENT_MODEL"
  case itemRemovedIsCovered = "ITEM_REMOVED_IS_COVERED_BY_PARTIALLY_OPEN_CONTENT_MODEL"
  case itemRemovedNotCovered = "ITEM_REMOVED_NOT_COVERED_BY_PARTIALLY_OPEN_CONTENT_MODEL"
  case emptyItemAddedToOpen = "ITEM_WITH_EMPTY_SCHEMA_ADDED_TO_OPEN_CONTENT_MODEL"
  case itemAddedToOpen = "ITEM_ADDED_TO_OPEN_CONTENT_MODEL"
  case itemAddedToClosed = "ITEM_ADDED_TO_CLOSED_CONTENT_MODEL"
  case itemAddedIsCovered = "ITEM_ADDED_IS_COVERED_BY_PARTIALLY_OPEN_CONTENT_MODEL"
  case itemAddedNotCovered = "ITEM_ADDED_NOT_COVERED_BY_PARTIALLY_OPEN_CONTENT_MODEL"
  case uniqueItemsAdded = "UNIQUE_ITEMS_ADDED"
  case uniqueItemsRemoved = "UNIQUE_ITEMS_REMOVED"
  case enumExtended = "ENUM_ARRAY_EXTENDED"
  case enumNarrowed = "ENUM_ARRAY_NARROWED"
  case enumChanged = "ENUM_ARRAY_CHANGED"
  case combinedTypeExtended = "COMBINED_TYPE_EXTENDED"
  case combinedTypeChanged = "COMBINED_TYPE_CHANGED"
  case subschemasChanged = "COMBINED_TYPE_SUBSCHEMAS_CHANGED"
  case productTypeExtended = "PRODUCT_TYPE_EXTENDED"
  case productTypeNarrowed = "PRODUCT_TYPE_NARROWED"
  case sumTypeExtended = "SUM_TYPE_EXTENDED"
  case sumTypeNarrowed = "SUM_TYPE_NARROWED"
  case notTypeExtended = "NOT_TYPE_EXTENDED"
  case notTypeNarrowed = "NOT_TYPE_NARROWED"
  /// The schemas are too large to be compared.
  case comparisonLimit = "COMPARISON_LIMIT"
  /// A schema refers to what is not known here, or is no valid schema.
  case unreadable = "UNSUPPORTED_REFERENCE"

  /// True if the update reads the original's data all the same, by the strict policy.
  var isCompatible: Bool {
    switch self {
    case .idChanged, .titleChanged, .descriptionChanged, .defaultChanged, .schemaRemoved, .typeExtended,
      .patternRemoved, .multipleOfRemoved, .multipleOfReduced, .requiredAttributeWithDefaultAdded,
      .requiredAttributeRemoved, .dependencyArrayRemoved, .dependencyArrayNarrowed, .dependencySchemaRemoved,
      .propertyRemovedFromOpen, .falsePropertyRemovedFromClosed, .propertyRemovedIsCovered, .emptyPropertyAddedToOpen,
      .optionalPropertyAddedToUnopen, .defaultedPropertyAddedToUnopen, .propertyAddedIsCovered, .itemRemovedFromOpen,
      .falseItemRemovedFromClosed, .itemRemovedIsCovered, .emptyItemAddedToOpen, .itemAddedToClosed,
      .itemAddedIsCovered, .uniqueItemsRemoved, .enumExtended, .combinedTypeExtended, .productTypeNarrowed,
      .sumTypeExtended, .notTypeNarrowed:
      true
    case .schemaAdded, .typeChanged, .typeNarrowed, .patternAdded, .patternChanged, .multipleOfAdded,
      .multipleOfExpanded, .multipleOfChanged, .requiredAttributeAdded, .dependencyArrayAdded,
      .dependencyArrayExtended, .dependencyArrayChanged, .dependencySchemaAdded, .propertyRemovedFromClosed,
      .propertyRemovedNotCovered, .optionalPropertyAddedToOpen, .requiredPropertyAddedToOpen,
      .defaultedPropertyAddedToOpen, .requiredPropertyAddedToUnopen, .propertyAddedNotCovered, .itemRemovedFromClosed,
      .itemRemovedNotCovered, .itemAddedToOpen, .itemAddedNotCovered, .uniqueItemsAdded, .enumNarrowed, .enumChanged,
      .combinedTypeChanged, .subschemasChanged, .productTypeExtended, .sumTypeNarrowed, .notTypeExtended,
      .comparisonLimit, .unreadable:
      false
    }
  }

  /// True if the lenient policy overlooks it: data that the update cannot read is possible, and taken as unlikely.
  var isLeniency: Bool {
    switch self {
    case .optionalPropertyAddedToOpen, .defaultedPropertyAddedToOpen, .propertyRemovedFromClosed,
      .propertyAddedNotCovered, .propertyRemovedNotCovered:
      true
    default: false
    }
  }
}
