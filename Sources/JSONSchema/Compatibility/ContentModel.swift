import SchemaCore

/// Whether values may have parts that the schema has no schema of their own for, and what those must fit.
enum ContentModel {
  /// Anything may be there.
  case open
  /// What is there must fit a schema.
  case partiallyOpen(Int)
  /// Nothing more may be there.
  case closed

  /// What holds of the items after the first ones.
  init(of rules: ArrayRules, in model: SchemaModel) {
    self.init(rules.allowsAdditional, rules.additional, rules.unevaluated, model)
  }

  /// What holds of properties that no pattern is found in.
  init(of rules: ObjectRules, in model: SchemaModel) {
    self.init(rules.allowsAdditional, rules.additional, rules.unevaluated, model)
  }

  private init(_ allowsAdditional: Bool, _ additional: Int?, _ unevaluated: Int?, _ model: SchemaModel) {
    if !allowsAdditional {
      self = .closed
    } else if let additional {
      self = .partiallyOpen(additional)
    } else if let unevaluated, !model[unevaluated].acceptsEverything {
      self = model[unevaluated].acceptsNothing ? .closed : .partiallyOpen(unevaluated)
    } else {
      self = .open
    }
  }
}

/// Searches names for patterns, all of them together within the time that one matcher has.
final class NameSearch {
  private var matcher = PatternMatcher()

  /// What holds of a property of this name in objects of a model. With patterns, no property may be just anything.
  ///
  /// - Throws: `SchemaComparison.Stop` if a pattern takes too long.
  func contentModel(
    of name: ExactText, in rules: ObjectRules, _ model: SchemaModel
  ) throws(SchemaComparison.Stop) -> ContentModel {
    let rest = ContentModel(of: rules, in: model)
    if rules.patterns.isEmpty { return rest }
    var text = name.text
    for property in rules.patterns {
      switch text.withUTF8({ matcher.search($0, for: property.pattern.search) }) {
      case .found: return .partiallyOpen(property.schema)
      case .missing: break
      case .exceeded: throw SchemaComparison.Stop()
      }
    }
    if case .open = rest { return .closed }
    return rest
  }
}
