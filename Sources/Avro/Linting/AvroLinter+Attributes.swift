import SchemaCore

extension AvroLinter {
  /// Looks for attributes that somebody has mistyped.
  mutating func checkAttributes(_ properties: JSONObject, at place: Place) {
    for name in properties.keys {
      guard let meant = Self.misspellings[name.lowercased()], meant != name else { continue }
      add(
        AvroLintRules.misspelledAttribute, "\"\(name)\" means nothing to Avro: \"\(meant)\" is what it knows",
        at: place,
        name)
    }
  }

  mutating func checkRedundancy(of field: AvroField, at place: Place) {
    checkEmptyAliases(at: place)
    let order = place.pointer.appending("order")
    if field.order == .ascending, places.has(order) {
      add(
        AvroLintRules.redundantAttribute, "fields are in ascending order without being told so", at: place, "order",
        fix: places.removal(of: order))
    }
  }

  mutating func checkEmptyAliases(at place: Place) {
    let aliases = place.pointer.appending("aliases")
    if places.isEmptyArray(at: aliases) {
      add(
        AvroLintRules.redundantAttribute, "an empty list of aliases says nothing", at: place, "aliases",
        fix: places.removal(of: aliases))
    }
  }

  mutating func checkRedundantNamespace(_ name: AvroName, at place: Place, _ enclosing: String) {
    let namespace = place.pointer.appending("namespace")
    guard !enclosing.isEmpty, name.namespace == enclosing, places.has(namespace) else { return }
    add(
      AvroLintRules.redundantNamespace, "namespace \(enclosing) holds for \(name.name) without being told so",
      at: place,
      "namespace", fix: places.removal(of: namespace))
  }

  /// What people write, in lower case, for what Avro knows.
  private static let misspellings: [String: String] = [
    "docs": "doc", "documentation": "doc", "description": "doc", "comment": "doc", "defualt": "default",
    "defaut": "default", "defaults": "default", "default_value": "default", "defaultvalue": "default",
    "logicaltype": "logicalType", "logical_type": "logicalType", "logical-type": "logicalType", "alias": "aliases",
    "symbol": "symbols", "field": "fields", "item": "items", "value": "values", "percision": "precision",
    "precison": "precision", "name_space": "namespace", "namspace": "namespace",
  ]
}
