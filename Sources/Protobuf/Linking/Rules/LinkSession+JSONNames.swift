/// What protoc refuses about names in JSON: two fields of one name, be it the one made from the field's name or the one
/// given. Where the feature `json_format` says so, as in proto2, only given names count.
extension LinkSession {
  /// A name in JSON, and the index of its field.
  private struct Name {
    var text: String
    var field: Int
    var isGiven: Bool

    var kind: String { isGiven ? "given" : "default" }
  }

  func checkJSONNames(_ message: MessageDescriptor, _ declared: DeclaredMessage) {
    let isLenient =
      declared.features.jsonFormat == .legacyBestEffort
      || declared.options.flag("deprecated_legacy_json_field_conflicts") == true
    let names = message.fields.indices.map { index in
      Name(
        text: message.fields[index].jsonName, field: index,
        isGiven: declared.fields[index].syntax.options.value(of: "json_name") != nil)
    }
    let hasGiven = names.contains(where: \.isGiven)
    let defaults = names.map { name in
      name.isGiven
        ? Name(text: FieldDescriptor.jsonName(for: message.fields[name.field].name), field: name.field, isGiven: false)
        : name
    }
    checkJSONNames(defaults, in: declared, isLenient: isLenient, onlyGiven: false)
    if hasGiven { checkJSONNames(names, in: declared, isLenient: isLenient, onlyGiven: true) }
  }

  private func checkJSONNames(_ names: [Name], in declared: DeclaredMessage, isLenient: Bool, onlyGiven: Bool) {
    var known: [String: Name] = Dictionary(minimumCapacity: names.count)
    for name in names where !name.text.isEmpty {
      guard let other = known.updateValue(name, forKey: name.text) else { continue }
      known[name.text] = other
      // Two default names were compared before.
      if onlyGiven, !name.isGiven, !other.isGiven { continue }
      if isLenient, !(name.isGiven && other.isGiven) { continue }
      let field = declared.fields[name.field].syntax.name
      problems.add(
        .rule,
        "The \(name.kind) JSON name '\(name.text)' of '\(field.text)' is the \(other.kind) one of "
          + "'\(declared.fields[other.field].syntax.name.text)' too: rename a field, or give it another json_name",
        at: field.place, in: declared.file)
    }
  }
}
