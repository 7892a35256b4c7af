import SchemaCore

extension JSONSchemaDifference {
  /// What would make the change compatible.
  var remedy: Remedy {
    if let reason = context.reason?.difference { return reason.remedy }
    switch kind {
    case .limit(let keyword, .added):
      return Remedy(
        inReader: "leave `\(keyword.rawValue)` out of \(subject)",
        inWriter: "keep `\(keyword.rawValue)` \(after) in \(subject)")
    case .limit(let keyword, _):
      return Remedy(
        inReader: "keep `\(keyword.rawValue)` \(before) in \(subject)",
        inWriter: "keep `\(keyword.rawValue)` \(after) in \(subject)")
    case .rest(let keyword, _):
      return Remedy(
        inReader: "keep `\(keyword.keyword)` of \(subject) as it is\(leniency)",
        inWriter: "give \(subject) the `\(keyword.keyword)` of the other version\(leniency)")
    case .rule(let rule): return remedy(of: rule)
    }
  }

  private func remedy(of rule: DifferenceRule) -> Remedy {
    switch rule {
    case .optionalPropertyAddedToOpen, .requiredPropertyAddedToOpen, .defaultedPropertyAddedToOpen:
      Remedy(
        inReader: """
          give \(part) the schema `true`, which accepts whatever is there; to be free to add properties, an object must \
          say `"additionalProperties": false` from its first version on\(leniency)
          """,
        inWriter: "keep \(part), or close \(subject) by `\"additionalProperties\": false`\(leniency)")
    case .requiredPropertyAddedToUnopen, .requiredAttributeAdded:
      Remedy(
        inReader: "leave \(part) out of `required`, or give it a `default`", inWriter: "keep \(part) in `required`")
    case .propertyRemovedFromClosed, .itemRemovedFromClosed:
      Remedy(
        inReader: "keep \(part), or open \(subject): leave `false` out there for what has no schema\(leniency)",
        inWriter: "leave \(part) out\(leniency)")
    case .propertyRemovedNotCovered, .itemRemovedNotCovered:
      Remedy(
        inReader: "keep \(part), or widen the schema for what is not named so that it covers it\(leniency)",
        inWriter: "make \(part) fit the other version's schema for what is not named there\(leniency)")
    case .propertyAddedNotCovered, .itemAddedNotCovered:
      Remedy(
        inReader: "give \(part) a schema that accepts all that the other version's schema for what is not named does",
        inWriter: "keep \(part) with its own schema")
    case .itemAddedToOpen:
      Remedy(
        inReader: "give \(part) the schema `true`; to be free to add items, an array must be closed from the start",
        inWriter: "keep \(part), or close \(subject) for further items")
    case .schemaAdded:
      Remedy(
        inReader: "leave `\(context.name ?? "")` out of \(subject)",
        inWriter: "keep `\(context.name ?? "")` in \(subject)")
    case .typeChanged, .combinedTypeChanged:
      Remedy(
        inReader: "keep \(subject) \(context.originalKind), alone or as one of the choices of an `anyOf`",
        inWriter: "keep \(subject) \(context.updateKind)")
    case .typeNarrowed: Remedy(inReader: "keep \(subject) a number", inWriter: "keep \(subject) an integer")
    case .patternAdded, .patternChanged, .multipleOfAdded, .multipleOfChanged, .multipleOfExpanded:
      Remedy(
        inReader: context.before.map { "keep `\(context.name ?? "")` \($0) in \(subject)" }
          ?? "leave `\(context.name ?? "")` out of \(subject)",
        inWriter: "keep `\(context.name ?? "")` \(after) in \(subject)")
    case .dependencyArrayAdded, .dependencyArrayExtended, .dependencyArrayChanged, .dependencySchemaAdded:
      Remedy(
        inReader: "demand no more beside \(part) than before", inWriter: "keep what must be there beside \(part)")
    case .uniqueItemsAdded:
      Remedy(inReader: "leave `uniqueItems` out of \(subject)", inWriter: "keep `uniqueItems` in \(subject)")
    case .enumNarrowed, .enumChanged:
      Remedy(
        inReader: "keep \(context.detail ?? before) among the values of \(subject)",
        inWriter: "leave \(context.detail ?? before) out of the values of \(subject)")
    case .subschemasChanged, .sumTypeNarrowed:
      Remedy(
        inReader: "keep every choice that \(subject) had, and add new ones beside them",
        inWriter: "leave out the choices of \(subject) that the other version does not have")
    case .productTypeExtended:
      Remedy(
        inReader: "leave out what \(subject) must fit since this version", inWriter: "keep all that \(subject) must fit"
      )
    case .notTypeExtended:
      Remedy(inReader: "forbid \(subject) no more than before", inWriter: "keep forbidding what was forbidden")
    case .unreadable: Remedy(both: "make sure that all schemas are registered that are referred to")
    default: Remedy()
    }
  }

  /// The way out that is no change of the schema, where there is one.
  private var leniency: String {
    isCompatible(under: .lenient) ? "; the compatibility policy LENIENT permits it" : ""
  }
}
