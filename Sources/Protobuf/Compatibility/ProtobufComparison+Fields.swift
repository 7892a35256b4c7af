extension ProtobufComparison {
  /// Compares the fields of two messages number by number, after their oneofs.
  mutating func compare(_ original: MessageFields, _ update: MessageFields, in scope: Scope) throws(Stop) {
    try step(original.byNumber.count + update.byNumber.count + original.oneofs.count + update.oneofs.count)
    compareOneofs(original, update, in: scope)
    let dropped = original.droppedOneofs(in: update)
    for number in original.byNumber.keys.sorted(mergedWith: update.byNumber.keys) {
      switch (original.byNumber[number], update.byNumber[number]) {
      case (let before?, let after?): compare(before, after, number, in: scope)
      case (let before?, nil):
        if let oneof = before.oneof, dropped.contains(oneof) { continue }
        add(before, number, in: scope, .oneofFieldRemoved, .requiredFieldRemoved, .fieldRemoved)
      case (nil, let after?):
        add(after, number, in: scope, .oneofFieldAdded, .requiredFieldAdded, .fieldAdded)
      case (nil, nil): break
      }
    }
  }

  /// A oneof holds one value at most. Fields that come together in one must have excluded each other before.
  private mutating func compareOneofs(_ original: MessageFields, _ update: MessageFields, in scope: Scope) {
    for name in update.oneofs.names {
      let origins = (update.oneofs[name] ?? []).compactMap { original.byNumber[$0] }
      let ungrouped = origins.count { $0.oneof == nil }
      if ungrouped + Set(origins.compactMap(\.oneof)).count > 1 {
        add(
          ungrouped > 1 ? .multipleFieldsMovedToOneof : .fieldMovedToExistingOneof, at: scope.path + [name],
          "oneof \(name) of \(scope.message)",
          update: origins.map { "\"\($0.name)\"" }.joined(separator: ", "))
      }
    }
    for name in original.oneofs.keys(and: update.oneofs).sorted() {
      let subject = "oneof \(name) of \(scope.message)"
      if update.oneofs[name] == nil { add(.oneofRemoved, at: scope.path + [name], subject) }
      if original.oneofs[name] == nil { add(.oneofAdded, at: scope.path + [name], subject) }
    }
  }

  /// A field that only one side has.
  private mutating func add(
    _ field: MessageFields.Field, _ number: Int64, in scope: Scope, _ member: ProtobufDifference.Kind,
    _ required: ProtobufDifference.Kind, _ other: ProtobufDifference.Kind
  ) {
    let kind = field.oneof != nil ? member : field.syntax.label == .required ? required : other
    let field = ComparedField(scope: scope, number: number, field: field)
    add(kind, at: field.path, field.subject)
  }

  private mutating func compare(
    _ before: MessageFields.Field, _ after: MessageFields.Field, _ number: Int64, in scope: Scope
  ) {
    let field = ComparedField(scope: scope, number: number, field: after)
    if before.oneof != nil, after.oneof == nil {
      add(.oneofFieldMovedToTopLevel, at: field.path, field.subject)
    }
    if before.name != after.name {
      add(.fieldRenamed, at: field.path, field.subject, original: before.name, update: after.name)
    }
    compareTypes(
      before.syntax.type, after.syntax.type, labels: (before.syntax.label, after.syntax.label), of: field)
  }
}
