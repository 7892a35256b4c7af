/// Rules that are one idea in several formats: their names and reasons stand here, each format has its own examples.
extension LintRule {
  package static func typeNameCase(_ example: String) -> LintRule {
    LintRule(
      "type-name-case", .warning, "Generated code names its types as the schema does, and types are PascalCase there.",
      example: example)
  }

  package static func fieldNameCase(_ example: String) -> LintRule {
    LintRule(
      "field-name-case", .warning,
      "Fields named in two styles are misspelled by everybody who writes queries and consumers.", example: example)
  }

  package static func symbolNameCase(_ example: String) -> LintRule {
    LintRule(
      "symbol-name-case", .note, "Values of enums are constants, which are UPPER_SNAKE_CASE in most languages.",
      example: example)
  }

  package static func missingNamespace(_ example: String) -> LintRule {
    LintRule(
      "missing-namespace", .warning,
      "Types without a namespace clash with those of other teams as soon as both are used.",
      example: example)
  }

  package static func namespaceCase(_ example: String) -> LintRule {
    LintRule(
      "namespace-case", .note, "Namespaces become packages and folders, which differ in case only on some systems.",
      example: example)
  }

  package static func missingDocumentation(_ example: String) -> LintRule {
    LintRule(
      "missing-documentation", .note,
      "A contract that says nothing about a type is asked about by every reader of its data.",
      example: example)
  }

  package static func missingFieldDocumentation(_ example: String) -> LintRule {
    LintRule(
      "missing-field-documentation", .off, "Units, ranges and meanings of fields cannot be told from their types.",
      example: example)
  }

  package static func moneyAsFloat(_ example: String) -> LintRule {
    LintRule(
      "money-as-float", .error, "Binary floating point cannot hold most amounts of money: sums end up a cent off.",
      example: example)
  }

  package static func timestampAsString(_ example: String) -> LintRule {
    LintRule(
      "timestamp-as-string", .warning, "A time as free text is written in as many forms as there are writers.",
      example: example)
  }

  package static func timestampAsNumber(_ example: String) -> LintRule {
    LintRule(
      "timestamp-as-number", .warning, "A plain number does not say whether it counts seconds, milliseconds or days.",
      example: example)
  }

  package static func requiredFieldAdded(_ example: String) -> LintRule {
    LintRule(
      "required-field-added", .error, "Data written before the field was there cannot be read with it.",
      example: example)
  }
}

/// The style that most of some names have in common.
package enum NameConsensus {
  /// `snake_case` or `camelCase`, whichever more names can only be; camel where there are as many.
  package static func style(of names: [String]) -> NameStyle {
    var snakes = 0
    var camels = 0
    for name in names {
      let isSnake = NameStyle.snake.fits(name)
      let isCamel = NameStyle.camel.fits(name)
      if isSnake, !isCamel { snakes += 1 }
      if isCamel, !isSnake { camels += 1 }
    }
    return snakes > camels ? .snake : .camel
  }
}
