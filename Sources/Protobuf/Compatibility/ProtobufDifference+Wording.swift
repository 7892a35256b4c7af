import SchemaCore

extension ProtobufDifference {
  /// The difference as the registry reports it. `message` is the reference registry's words, which clients match on;
  /// `explanation` and `remedy` are for people.
  var incompatibility: Incompatibility {
    Incompatibility(
      .init(rawValue: kind.rawValue), path: path, detail: detail, message: message, explanation: explanation,
      remedy: remedy)
  }

  private var detail: String {
    switch (original, update) {
    case (let original?, let update?): "expected: \(original), found: \(update)"
    case (let text?, nil), (nil, let text?): text
    case (nil, nil): subject
    }
  }

  private var message: TwoSidedText {
    let description: TwoSidedText
    switch kind {
    case .packageChanged:
      description =
        "The package at '\(path)' in the \(.reader) schema does not match the package in the \(.writer) schema"
    case .messageRemoved:
      description =
        "The \(.reader) schema is missing a MESSAGE type at path '\(path)' in the \(.writer) schema"
    case .fieldKindChanged:
      description =
        "The type of a field at path '\(path)' in the \(.reader) schema does not match the \(.writer) schema"
    case .fieldScalarKindChanged:
      description =
        "The kind of a SCALAR field at path '\(path)' in the \(.reader) schema does not match its kind in the \(.writer) schema"
    case .fieldNamedTypeChanged:
      description =
        "The type of a MESSAGE field at path '\(path)' in the \(.reader) schema does not match its type in the \(.writer) schema"
    case .fieldNumericLabelChanged:
      description =
        "The label for a NUMERIC field at path '\(path)' in the \(.reader) schema does not match its label in the \(.writer) schema"
    case .requiredFieldAdded:
      description =
        "A required field  at path '\(path)' in the \(.reader) schema is missing in the \(.writer) schema"
    case .requiredFieldRemoved:
      description =
        "The \(.reader) schema is missing a required field at path: '\(path)' in the \(.writer) schema"
    case .oneofFieldRemoved:
      description = "The \(.reader) schema is missing a oneof field at path '\(path)' in the \(.writer) schema"
    case .multipleFieldsMovedToOneof:
      description =
        "Multiple fields in the oneof at path '\(path)' in the \(.reader) schema are outside a oneof in the \(.writer) schema"
    case .fieldMovedToExistingOneof:
      description =
        "A field in the oneof at path '\(path)' in the \(.reader) schema is outside an existing oneof in the \(.writer) schema"
    case .comparisonLimit:
      return "Unexpected exception during compatibility check: the schemas are too large"
    case .messageAdded, .messageMoved, .enumAdded, .enumRemoved, .enumValueAdded, .enumValueRenamed, .enumValueRemoved,
      .fieldAdded, .fieldRemoved, .fieldRenamed, .fieldStringOrBytesLabelChanged, .oneofAdded, .oneofRemoved,
      .oneofFieldAdded, .oneofFieldMovedToTopLevel:
      description = ""
    }
    return "{errorType:\"\(kind.rawValue)\", description:\"\(description)\"}"
  }
}

extension ProtobufDifference {
  private var explanation: TwoSidedText {
    switch kind {
    case .packageChanged:
      "the package is \(after) in the \(.reader) schema, but \(before) in the \(.writer) schema: every type has another name"
    case .messageRemoved:
      "\(subject) of the \(.writer) schema is missing in the \(.reader) schema"
    case .fieldKindChanged:
      "\(subject) is \(after) in the \(.reader) schema, but \(before) in the \(.writer) schema"
    case .fieldScalarKindChanged:
      """
      \(subject) is \(after) in the \(.reader) schema, but \(before) in the \(.writer) schema, which is written in \
      another way
      """
    case .fieldNamedTypeChanged where before == after:
      "\(subject) is of type \(after), which differs in the \(.reader) and the \(.writer) schema"
    case .fieldNamedTypeChanged:
      "\(subject) is of type \(after) in the \(.reader) schema, but of type \(before) in the \(.writer) schema"
    case .fieldNumericLabelChanged, .fieldStringOrBytesLabelChanged:
      "\(subject) is \(after) in the \(.reader) schema, but \(before) in the \(.writer) schema"
    case .requiredFieldAdded:
      "\(subject) is required in the \(.reader) schema and missing in the \(.writer) schema"
    case .requiredFieldRemoved:
      "\(subject) is required in the \(.writer) schema and missing in the \(.reader) schema"
    case .oneofFieldRemoved:
      """
      \(subject) of the \(.writer) schema is missing in the \(.reader) schema, to which the oneof seems to be empty \
      where it is set
      """
    case .multipleFieldsMovedToOneof:
      """
      \(subject) in the \(.reader) schema holds \(after), of which more than one can be set in the \(.writer) schema: \
      only the last survives
      """
    case .fieldMovedToExistingOneof:
      """
      \(subject) in the \(.reader) schema holds \(after), which are in different oneofs, or in none, in the \(.writer) \
      schema: only the last that is set survives
      """
    case .comparisonLimit:
      "the schemas cannot be compared: they are too large"
    case .messageAdded, .messageMoved, .enumAdded, .enumRemoved, .enumValueAdded, .enumValueRenamed, .enumValueRemoved,
      .fieldAdded, .fieldRemoved, .fieldRenamed, .oneofAdded, .oneofRemoved, .oneofFieldAdded,
      .oneofFieldMovedToTopLevel:
      "\(subject) differs in the \(.reader) and the \(.writer) schema"
    }
  }

  private var remedy: Remedy {
    switch kind {
    case .packageChanged:
      Remedy(inReader: "keep the package \(before)", inWriter: "keep the package \(after)")
    case .messageRemoved:
      Remedy(
        inReader: "keep \(subject); `option deprecated = true;` tells that nobody should use it any more",
        inWriter: "leave \(subject) out, or declare it in a file of its own")
    case .fieldKindChanged, .fieldScalarKindChanged:
      Remedy(inReader: newField(insteadOf: before), inWriter: newField(insteadOf: after))
    case .fieldNamedTypeChanged where before == after:
      Remedy(both: "see the other incompatibilities for what has changed in \(after)")
    case .fieldNamedTypeChanged:
      Remedy(inReader: newField(insteadOf: before), inWriter: newField(insteadOf: after))
    case .fieldNumericLabelChanged, .fieldStringOrBytesLabelChanged:
      Remedy(inReader: newField(insteadOf: before), inWriter: newField(insteadOf: after))
    case .requiredFieldAdded:
      Remedy(inReader: "make \(subject) optional", inWriter: "keep \(subject)")
    case .requiredFieldRemoved:
      Remedy(inReader: "keep \(subject)", inWriter: "make \(subject) optional")
    case .oneofFieldRemoved:
      Remedy(
        inReader: "keep \(subject), if need be with `[deprecated = true]`",
        inWriter: "add the new field outside of the oneof")
    case .multipleFieldsMovedToOneof, .fieldMovedToExistingOneof:
      Remedy(
        inReader: "leave the fields where they are, or add new ones to the oneof",
        inWriter: "keep the fields in the oneof")
    case .comparisonLimit, .messageAdded, .messageMoved, .enumAdded, .enumRemoved, .enumValueAdded, .enumValueRenamed,
      .enumValueRemoved, .fieldAdded, .fieldRemoved, .fieldRenamed, .oneofAdded, .oneofRemoved, .oneofFieldAdded,
      .oneofFieldMovedToTopLevel:
      Remedy()
    }
  }

  private var before: String { original ?? "none" }
  private var after: String { update ?? "none" }

  private func newField(insteadOf kept: String) -> String {
    "keep \(subject) \(kept), and add a field with a number of its own for what is new"
  }
}
