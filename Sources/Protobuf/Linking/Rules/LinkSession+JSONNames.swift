/// What protoc refuses about names in JSON: two fields of one name, be it the one made from the field's name or the one
/// given. Where the feature `json_format` says so, as in proto2, only given names count.
extension LinkSession {
  private struct Name {
    var text: String
    var field: FieldSyntax
    var isGiven: Bool

    var kind: String { isGiven ? "given" : "default" }
  }

  func checkJSONNames(_ declared: DeclaredMessage) {
    let isLenient =
      declared.features.jsonFormat == .legacyBestEffort
      || declared.options.flag("deprecated_legacy_json_field_conflicts") == true
    let defaults = declared.fields.map { field in
      Name(text: FieldDescriptor.jsonName(for: field.syntax.name.text), field: field.syntax, isGiven: false)
    }
    checkJSONNames(defaults, in: declared, isLenient: isLenient)
    let names = zip(declared.fields, defaults).map { field, name in
      guard let given = field.syntax.options.string("json_name") else { return name }
      return Name(text: given, field: field.syntax, isGiven: true)
    }
    guard names.contains(where: \.isGiven) else { return }
    checkJSONNames(names.filter { name in !name.text.isEmpty }, in: declared, isLenient: isLenient, onlyGiven: true)
  }

  private func checkJSONNames(_ names: [Name], in declared: DeclaredMessage, isLenient: Bool, onlyGiven: Bool = false) {
    var known: [String: Name] = [:]
    for name in names {
      guard let other = known[name.text] else {
        known[name.text] = name
        continue
      }
      let bothGiven = name.isGiven && other.isGiven
      // Two default names were compared before.
      if onlyGiven, !name.isGiven, !other.isGiven { continue }
      if isLenient, !bothGiven { continue }
      problems.add(
        .rule,
        "The \(name.kind) JSON name '\(name.text)' of '\(name.field.name.text)' is the \(other.kind) one of "
          + "'\(other.field.name.text)' too: rename a field, or give it another json_name",
        at: name.field.name.place, in: declared.file)
    }
  }
}
