public import SchemaCore

/// One reason why a schema was refused, told in full: what a server answers when it is asked to explain, and what the
/// command line writes for programs.
public struct FindingBody: JSONBody, Hashable {
  /// One of the two schemas that are compared.
  public enum Side: String, Hashable, Sendable {
    case new, old
  }

  /// The rule that is broken, such as `READER_FIELD_MISSING_DEFAULT_VALUE`.
  public var rule: String
  /// Where, in the reader's schema.
  public var path: String
  /// Which of the two schemas is the reader's.
  public var side: Side
  /// Where the path stands in the text of that schema; nil if it cannot be told.
  public var position: TextPosition?
  /// Who reads whose data: `backward` or `forward`.
  public var direction: CompatibilityDirection
  /// What has changed and why that breaks reading, for people.
  public var explanation: String
  /// Whom it keeps from reading what.
  public var breaks: String
  /// The text that clients of the registry get in `messages`.
  public var message: String
  /// What the author of the new schema can do; nil if there is nothing but another change.
  public var fix: String?

  /// Everything that a check found. Places are told for the first hundred: each needs the text to be read.
  ///
  /// - Parameter candidate: the new schema, parsed and as it was written; nil if it is not at hand.
  public static func list(
    _ found: CompatibilityFindings, candidate: (schema: any ParsedSchema, text: String)?
  ) -> [FindingBody] {
    found.findings.enumerated().map { index, finding in
      var body = FindingBody(finding, earlier: found.earlier)
      guard index < placedCount else { return body }
      body.position =
        switch body.side {
        case .new: candidate.flatMap { $0.schema.position(of: body.path, in: $0.text) }
        case .old: found.earlier.schema.position(of: body.path, in: found.earlier.schema.canonicalText)
        }
      return body
    }
  }

  private static let placedCount = 100

  private init(_ finding: CompatibilityFindings.Finding, earlier: CompatibilityChecker.EarlierVersion) {
    let incompatibility = finding.incompatibility
    let words = finding.direction.words(earlier: earlier.version)
    rule = incompatibility.kind.rawValue
    path = incompatibility.path
    direction = finding.direction
    side = direction == .backward ? .new : .old
    explanation = incompatibility.explanation.text(reader: words.reader, writer: words.writer)
    breaks = direction.breaks(earlier.name)
    message = incompatibility.message.text(reader: direction.words.reader, writer: direction.words.writer)
    fix = finding.remedy
  }

  public init(json: JSONValue) throws(BodyError) {
    let reader = try BodyReader(json)
    rule = try reader.required("rule", try reader.string("rule"))
    path = try reader.required("path", try reader.string("path"))
    direction = try reader.required(
      "direction", try reader.string("direction").flatMap(CompatibilityDirection.init(rawValue:)))
    side = direction == .backward ? .new : .old
    if let line = try reader.int32("line"), let column = try reader.int32("column") {
      position = TextPosition(line: Int(line), column: Int(column))
    }
    explanation = try reader.string("explanation") ?? ""
    breaks = try reader.string("breaks") ?? ""
    message = try reader.string("message") ?? ""
    fix = try reader.string("fix")
  }

  public var json: JSONValue {
    var members = JSONObject()
    members.set("rule", rule)
    members.set("path", path)
    members.set("in", side.rawValue)
    members.set("line", position.flatMap { Int32(exactly: $0.line) })
    members.set("column", position.flatMap { Int32(exactly: $0.column) })
    members.set("direction", direction.rawValue)
    members.set("explanation", explanation)
    members.set("breaks", breaks)
    members.set("message", message)
    members.set("fix", fix)
    return .object(members)
  }
}

extension CompatibilityChecker.EarlierVersion {
  /// What the earlier schema is called in sentences.
  public var name: String { version.map { "version \($0)" } ?? "the old schema" }
}

extension CompatibilityDirection {
  /// What the two schemas are called in explanations.
  public func words(earlier version: SchemaVersion?) -> (reader: String, writer: String) {
    let earlier = version.map { "old (version \($0))" } ?? "old"
    return self == .backward ? ("new", earlier) : (earlier, "new")
  }
}
