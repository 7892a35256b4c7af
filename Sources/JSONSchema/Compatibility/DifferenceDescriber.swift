import SchemaCore

/// Finds out what people need to know about a difference.
struct DifferenceDescriber {
  let original: SchemaModel
  let update: SchemaModel

  /// What is known of a difference between two nodes.
  ///
  /// - Parameters:
  ///   - step: where within the two, such as `properties/name` or `maxLength`.
  ///   - path: the steps that lead to the two.
  func context(of pair: SchemaComparison.Pair, at step: String?, path: [String]) -> DifferenceContext {
    // Nothing that is listed lies within `not`, where the sides are swapped.
    let (before, after) = (original[pair.original], update[pair.update])
    var context = DifferenceContext(
      original: original.text(of: before.place), update: update.text(of: after.place),
      originalKind: before.kind.described, updateKind: after.kind.described, subject: Self.subject(path),
      before: Self.shown(before.place, step), after: Self.shown(after.place, step))
    if let step {
      let (keyword, name) = Self.parts(of: step)
      context.name = name ?? keyword
      if let name { context.part = Self.part(keyword, name, of: context.subject) }
    }
    if case .enumeration(let before) = before.kind, case .enumeration(let after) = after.kind {
      context.detail = Self.listed(before, without: Set(after))
    }
    return context
  }

  /// The keyword of a step and the name behind it, which may have slashes in it.
  private static func parts(of step: String) -> (keyword: String, name: String?) {
    guard let slash = step.utf8.firstIndex(of: UInt8(ascii: "/")) else { return (step, nil) }
    return (String(step[..<slash]), String(step[step.utf8.index(after: slash)...]))
  }

  /// The value as a dotted name, with `[]` for the items of an array; nil for the root.
  private static func subject(_ path: [String]) -> String? {
    var text = ""
    for step in path {
      let (keyword, name) = parts(of: step)
      switch (keyword, name) {
      case ("properties", let name?): text += (text.isEmpty ? "" : ".") + name
      case ("items", let index): text += "[\(index ?? "")]"
      case ("additionalItems", _), ("unevaluatedItems", _): text += "[]"
      case ("additionalProperties", _), ("unevaluatedProperties", _): text += "{}"
      default: break
      }
    }
    return text.isEmpty ? nil : text
  }

  private static func part(_ keyword: String, _ name: String, of subject: String?) -> String {
    if keyword == "items" { return subject.map { "item \(name) of \"\($0)\"" } ?? "item \(name)" }
    return "property \"" + (subject.map { $0 + "." } ?? "") + name + "\""
  }

  /// What stands at a step below a schema, cut off where it is long.
  private static func shown(_ place: SchemaPlace, _ step: String?) -> String? {
    guard let step else { return nil }
    let (keyword, name) = parts(of: step)
    var place = place[keyword]
    if let name { place = place?[name] }
    return place.map { shown($0.value) }
  }

  private static func shown(_ value: JSONValue) -> String {
    switch value {
    case .object, .array: return value.kindName
    default:
      let text = JSONWriter.text(value)
      return text.utf8.count <= 80 ? text : String(text.unicodeScalars.prefix(40)) + "…"
    }
  }

  private static func listed(_ values: [JSONValue], without known: Set<JSONValue>) -> String? {
    let missing = values.filter { !known.contains($0) }
    if missing.isEmpty { return nil }
    let shown = missing.prefix(5).map { Self.shown($0) }.joined(separator: ", ")
    return missing.count > 5 ? "\(shown) and \(missing.count - 5) more" : shown
  }
}

extension ModelNode.Kind {
  /// The kind as people name it.
  fileprivate var described: String {
    switch self {
    case .empty, .always: "anything"
    case .never: "nothing (the schema `false`)"
    case .null: "null"
    case .boolean: "a boolean"
    case .string: "a string"
    case .number(let rules): rules.requiresInteger ? "an integer" : "a number"
    case .array: "an array"
    case .object: "an object"
    case .enumeration: "one of the values of `enum`"
    case .constant: "the value of `const`"
    case .not: "anything that does not fit `not`"
    case .conditional: "what `if`, `then` and `else` say"
    case .combined(let rules): rules.described
    case .reference: "what a reference in a circle says"
    }
  }
}

extension CombinedRules {
  fileprivate var described: String {
    switch criterion {
    case .all: "what fits all of \(members.count) schemas (`allOf`, or several kinds of keywords)"
    case .any: "what fits any of \(members.count) schemas (`anyOf`, or several types)"
    case .one: "what fits one of \(members.count) schemas (`oneOf`)"
    }
  }
}
