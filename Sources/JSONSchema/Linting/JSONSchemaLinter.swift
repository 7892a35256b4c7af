import SchemaCore

/// Walks through a schema and the schemas in it, and holds each against the rules.
struct JSONSchemaLinter {
  /// A schema in the schema.
  struct Place {
    /// The names of the properties that lead to it.
    var path: String
    var pointer: JSONPointer
    /// The property or definition that it is of; nil for the root and parts of others.
    var name: String?
    var isProperty = false
    /// True if it is one of several that hold together, so that what it lacks may stand beside it.
    var isPart = false
  }

  private let syntax: JSONSyntax?
  private(set) var findings: [LintFinding] = []
  /// How most properties are named.
  private(set) var fieldStyle = NameStyle.camel
  /// True if what stands beside `$ref` is ignored.
  let ignoresSiblings: Bool

  /// What lies deeper is not looked at: the walk needs stack.
  private static let maximumDepth = 64

  static func findings(
    in document: JSONSchemaDocument, text: String, since earlier: JSONSchemaDocument?
  ) -> [LintFinding] {
    var linter = JSONSchemaLinter(document, text: text)
    var names: [String] = []
    linter.collectNames(document.value, into: &names, depth: 0)
    linter.fieldStyle = NameConsensus.style(of: names)
    linter.checkRoot(document.value)
    linter.visit(document.value, at: Place(path: "", pointer: .root), before: earlier?.value, depth: 0)
    return linter.findings
  }

  private init(_ document: JSONSchemaDocument, text: String) {
    syntax = JSONSyntax(text)
    let draft = document.value.object?["$schema"]?.string ?? ""
    ignoresSiblings = ["draft-04", "draft-06", "draft-07"].contains { draft.utf8.contains($0) }
  }

  /// Notes what breaks a rule.
  ///
  /// - Parameter keyword: what is to be shown of the schema.
  mutating func add(
    _ rule: LintRule, _ message: String, at place: Place, _ keyword: String? = nil, fix: [TextEdit] = []
  ) {
    guard findings.count < LintFinding.maximum else { return }
    let position =
      keyword.flatMap { syntax?.position(of: place.pointer.appending($0)) } ?? syntax?.position(of: place.pointer)
    findings.append(LintFinding(rule, path: place.path, message, at: position, fix: fix))
  }

  /// The change that takes out a keyword.
  func removal(of keyword: String, at place: Place) -> [TextEdit] {
    syntax?.removal(of: place.pointer.appending(keyword)).map { [$0] } ?? []
  }

  /// The change that puts another value in the place of a keyword's.
  func replacement(of keyword: String, at place: Place, by text: String) -> [TextEdit] {
    syntax?.range(of: place.pointer.appending(keyword)).map { [TextEdit($0, text)] } ?? []
  }

  private mutating func visit(_ schema: JSONValue, at place: Place, before: JSONValue?, depth: Int) {
    guard let object = schema.object, depth < Self.maximumDepth else { return }
    checkKeywords(object, at: place)
    checkRedundancy(object, at: place)
    if place.name != nil { checkNamed(object, at: place) }
    checkObject(object, at: place, before: before?.object)
    for (keyword, isPart) in Self.listKeywords {
      for (index, part) in (object[keyword]?.array ?? []).enumerated() {
        let pointer = place.pointer.appending(keyword).appending(index)
        visit(part, at: Place(path: place.path, pointer: pointer, isPart: isPart), before: nil, depth: depth + 1)
      }
    }
    for (keyword, isPart) in Self.singleKeywords {
      guard let part = object[keyword] else { continue }
      let path = keyword == "items" ? place.path + "[]" : place.path
      let inner = Place(path: path, pointer: place.pointer.appending(keyword), isPart: isPart)
      visit(part, at: inner, before: before?.object?[keyword], depth: depth + 1)
    }
    for keyword in Self.namedKeywords {
      for member in object[keyword]?.object ?? JSONObject() {
        let path = place.path.isEmpty ? member.key : "\(place.path).\(member.key)"
        let inner = Place(
          path: path, pointer: place.pointer.appending(keyword).appending(member.key), name: member.key,
          isProperty: keyword == "properties")
        visit(member.value, at: inner, before: before?.object?[keyword]?.object?[member.key], depth: depth + 1)
      }
    }
  }

  private static let listKeywords = [
    ("allOf", true), ("anyOf", true), ("oneOf", true), ("prefixItems", false), ("items", false),
  ]
  private static let singleKeywords = [
    ("items", false), ("additionalProperties", false), ("contains", true), ("not", true), ("if", true),
    ("then", true), ("else", true),
  ]
  private static let namedKeywords = ["properties", "$defs", "definitions"]

  private func collectNames(_ schema: JSONValue, into names: inout [String], depth: Int) {
    guard let object = schema.object, depth < Self.maximumDepth else { return }
    names += object["properties"]?.object?.keys ?? []
    for keyword in Self.namedKeywords {
      for member in object[keyword]?.object ?? JSONObject() {
        collectNames(member.value, into: &names, depth: depth + 1)
      }
    }
    if let items = object["items"] { collectNames(items, into: &names, depth: depth + 1) }
  }
}

extension String.UTF8View {
  /// True if the bytes of a text are among these, in a row.
  fileprivate func contains(_ text: String) -> Bool {
    indices.contains { self[$0...].starts(with: text.utf8) }
  }
}
