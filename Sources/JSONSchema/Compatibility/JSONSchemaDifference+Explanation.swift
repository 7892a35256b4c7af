import SchemaCore

extension JSONSchemaDifference {
  /// What happened, why that breaks reading, and where it stands in both schemas.
  var explanation: TwoSidedText {
    switch kind {
    case .rule(.comparisonLimit), .rule(.unreadable): return "the schemas cannot be compared: \(context.detail ?? "")"
    default: break
    }
    let places: TwoSidedText = "(\(.reader): \(context.update), \(.writer): \(context.original))"
    guard let reason = context.reason?.difference else { return "\(what) \(places)" }
    return "\(what) \(places): \(reason.explanation)"
  }

  private var what: TwoSidedText {
    switch kind {
    case .limit(let keyword, .added):
      return """
        \(subject) has `\(keyword.rawValue)` \(after) in the \(.reader) schema and no such limit in the \(.writer) \
        schema, so that values beyond it may have been written
        """
    case .limit(let keyword, _):
      return """
        \(subject) has `\(keyword.rawValue)` \(after) in the \(.reader) schema, but \(before) in the \(.writer) schema: \
        values between the two may have been written
        """
    case .rest(let keyword, .removed):
      return """
        \(subject) has a closed content model in the \(.reader) schema (`\(keyword.keyword)`): it refuses all \
        \(keyword.parts) without a schema of their own, which the \(.writer) schema permits
        """
    case .rest(let keyword, _):
      return """
        \(subject) has a partially open content model in the \(.reader) schema: \(keyword.parts) without a schema of \
        their own must fit `\(keyword.keyword)`, and may be anything by the \(.writer) schema
        """
    case .rule(let rule): return what(of: rule)
    }
  }

  private func what(of rule: DifferenceRule) -> TwoSidedText {
    switch rule {
    case .optionalPropertyAddedToOpen, .requiredPropertyAddedToOpen, .defaultedPropertyAddedToOpen:
      """
      \(part) has a schema in the \(.reader) schema only, and the object has an open content model in the \(.writer) \
      schema: it does not say `"additionalProperties": false`, so that data may have it already, with any \
      value\(rule == .requiredPropertyAddedToOpen ? ", or lack it, where it is required now" : "")
      """
    case .requiredPropertyAddedToUnopen:
      "\(part) is required in the \(.reader) schema and missing in the \(.writer) schema, whose data lacks it"
    case .propertyRemovedFromClosed, .itemRemovedFromClosed:
      """
      \(part) has no schema any more in the \(.reader) schema, which has a closed content model there and so refuses \
      what the \(.writer) schema permits
      """
    case .propertyRemovedNotCovered, .itemRemovedNotCovered:
      """
      \(part) has no schema of its own in the \(.reader) schema, whose content model is partially open: what is not \
      named must fit another schema, and what the \(.writer) schema permits does not
      """
    case .propertyAddedNotCovered, .itemAddedNotCovered:
      """
      \(part) has a schema of its own in the \(.reader) schema only; the \(.writer) schema has a partially open content \
      model and permits values for it that do not fit
      """
    case .itemAddedToOpen:
      """
      \(part) has a schema in the \(.reader) schema only, and the array has an open content model in the \(.writer) \
      schema: data may have any value there
      """
    case .schemaAdded:
      "\(subject) has `\(context.name ?? "")` in the \(.reader) schema only: by the \(.writer) schema it may be anything"
    case .typeChanged:
      "\(subject) is \(context.updateKind) in the \(.reader) schema, but \(context.originalKind) in the \(.writer) schema"
    case .typeNarrowed: "\(subject) is an integer in the \(.reader) schema, but any number in the \(.writer) schema"
    case .patternAdded, .multipleOfAdded:
      "\(subject) must fit `\(context.name ?? "")` \(after) in the \(.reader) schema, and need not in the \(.writer) schema"
    case .patternChanged, .multipleOfChanged, .multipleOfExpanded:
      """
      \(subject) must fit `\(context.name ?? "")` \(after) in the \(.reader) schema, but \(before) in the \(.writer) \
      schema, which permits other values
      """
    case .requiredAttributeAdded:
      "\(part) is required in the \(.reader) schema and not in the \(.writer) schema, whose data may lack it"
    case .dependencyArrayAdded, .dependencyArrayExtended, .dependencyArrayChanged:
      "\(part) demands further properties beside it in the \(.reader) schema, which the \(.writer) schema does not"
    case .dependencySchemaAdded:
      "\(part) demands that the object fits a further schema in the \(.reader) schema, and not in the \(.writer) schema"
    case .uniqueItemsAdded:
      "the items of \(subject) must differ from each other in the \(.reader) schema, and need not in the \(.writer) schema"
    case .enumNarrowed, .enumChanged:
      "\(subject) cannot be \(context.detail ?? before) in the \(.reader) schema, but can in the \(.writer) schema"
    case .combinedTypeChanged:
      "\(subject) is \(context.updateKind) in the \(.reader) schema, but \(context.originalKind) in the \(.writer) schema"
    case .subschemasChanged:
      "\(subject): one of what is combined in the \(.writer) schema has no counterpart in the \(.reader) schema that reads it"
    case .productTypeExtended:
      "\(subject) must fit more schemas in the \(.reader) schema than in the \(.writer) schema"
    case .sumTypeNarrowed:
      "\(subject) has fewer schemas to choose from in the \(.reader) schema than in the \(.writer) schema"
    case .notTypeExtended:
      "\(subject) must not fit a schema in the \(.reader) schema that forbids more than that of the \(.writer) schema"
    default: "\(subject) differs in the \(.reader) and the \(.writer) schema"
    }
  }

  /// What the schemas describe.
  var subject: String { context.subject.map { "\"\($0)\"" } ?? "the root" }

  /// The part of it that the difference is about.
  var part: String { context.part ?? subject }

  var before: String { context.before ?? "nothing" }
  var after: String { context.after ?? "nothing" }
}
