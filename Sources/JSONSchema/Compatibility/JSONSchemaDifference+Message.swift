import SchemaCore

extension JSONSchemaDifference {
  /// The difference as the registry reports it. `message` is the reference registry's words, which clients match on;
  /// `explanation` and `remedy` are for people.
  var incompatibility: Incompatibility {
    Incompatibility(
      .init(rawValue: name), path: path, detail: detail, message: message, explanation: explanation, remedy: remedy)
  }

  private var detail: String {
    if let detail = context.detail { return detail }
    switch (context.before, context.after) {
    case (let before?, let after?): return "expected: \(before), found: \(after)"
    case (let text?, nil), (nil, let text?): return text
    case (nil, nil): return context.subject ?? ""
    }
  }

  private var message: TwoSidedText {
    switch kind {
    case .rule(.comparisonLimit): "Unexpected exception during compatibility check: the schemas are too large"
    case .rule(.unreadable): "A previous schema version contains an unsupported external reference"
    // A quote opens and an apostrophe closes it: so does the reference registry.
    default: "{errorType:\"\(name)\", description:\"\(description)'}"
    }
  }

  private var description: TwoSidedText {
    switch kind {
    case .limit(_, .added), .rest(_, .removed): keywordAdded
    case .limit(_, .increased):
      "The value at path '\(path)' in the \(.reader) schema is more than its value in the \(.writer) schema"
    case .limit(_, .decreased):
      "The value at path '\(path)' in the \(.reader) schema is less than its value in the \(.writer) schema"
    case .rest(_, .narrowed): fewerElements
    case .limit(_, .removed), .rest(_, .added), .rest(_, .extended): ""
    case .rule(let rule): description(of: rule)
    }
  }

  private func description(of rule: DifferenceRule) -> TwoSidedText {
    switch rule {
    case .patternAdded, .multipleOfAdded, .requiredAttributeAdded, .dependencyArrayAdded, .dependencySchemaAdded,
      .uniqueItemsAdded:
      keywordAdded
    case .multipleOfExpanded:
      "The value at path '\(path)' in the \(.reader) schema is more than its value in the \(.writer) schema"
    case .patternChanged, .multipleOfChanged, .dependencyArrayChanged:
      "The value at path '\(path)' is different between the \(.reader) and \(.writer) schema"
    case .enumNarrowed, .sumTypeNarrowed: fewerElements
    case .dependencyArrayExtended, .productTypeExtended, .sumTypeExtended, .notTypeExtended:
      """
      An array or combined type at path '\(path)' has more elements in the \(.reader) schema than the \(.writer) schema
      """
    case .typeChanged, .typeNarrowed, .combinedTypeChanged, .subschemasChanged, .enumChanged:
      "A type at path '\(path)' is different between the \(.reader) schema and the \(.writer) schema"
    case .requiredPropertyAddedToOpen, .defaultedPropertyAddedToOpen, .optionalPropertyAddedToOpen, .itemAddedToOpen:
      """
      The \(.reader) schema has an open content model and has a property or item at path '\(path)' which is missing in \
      the \(.writer) schema
      """
    case .requiredPropertyAddedToUnopen:
      """
      The \(.reader) schema has an unopen content model and has a required property at path '\(path)' which is missing \
      in the \(.writer) schema
      """
    case .propertyRemovedFromClosed, .itemRemovedFromClosed:
      """
      The \(.reader) has a closed content model and is missing a property or item present at path '\(path)' in the \
      \(.writer) schema
      """
    case .propertyRemovedNotCovered, .itemRemovedNotCovered:
      """
      A property or item is missing in the \(.reader) schema but present at path '\(path)' in the \(.writer) schema \
      and is not covered by its partially open content model
      """
    case .propertyAddedNotCovered, .itemAddedNotCovered:
      """
      The \(.reader) schema has a property or item at path '\(path)' which is missing in the \(.writer) schema and is \
      not covered by its partially open content model
      """
    default: ""
    }
  }

  private var keywordAdded: TwoSidedText {
    "The keyword at path '\(path)' in the \(.reader) schema is not present in the \(.writer) schema"
  }

  private var fewerElements: TwoSidedText {
    "An array or combined type at path '\(path)' has fewer elements in the \(.reader) schema than the \(.writer) schema"
  }
}
