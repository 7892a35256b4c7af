public import SchemaCore

/// An explained verdict: on what grounds, against which version, and everything that stands against the schema.
///
/// No part of the reference's API. It is sent where a client asks for it, beside what every client gets.
public struct VerdictBody: JSONBody, Hashable {
  /// Where a level was set.
  public struct LevelSource: Hashable, Sendable {
    /// The kinds of places, from the nearest to the farthest.
    public enum Scope: String, Hashable, Sendable {
      case subject = "SUBJECT"
      case context = "CONTEXT"
      /// `/config`: the default context.
      case global = "GLOBAL"
      case allContexts = "ALL_CONTEXTS"
      /// Nobody set a level: the server's own.
      case serverDefault = "DEFAULT"
    }

    public var scope: Scope
    /// The subject or context, qualified; nil where the scope says all.
    public var name: String?

    public init(_ scope: Scope, name: String? = nil) {
      self.scope = scope
      self.name = name
    }
  }

  /// The level in force.
  public var level: CompatibilityLevel
  /// Where it was set.
  public var levelSource: LevelSource
  /// The version that the schema does not agree with; nil if it agrees with all that count.
  public var version: Int32?
  /// What stands against the schema.
  public var findings: [FindingBody]
  /// How many more findings there are than are told.
  public var omittedCount: Int

  /// How many findings are told.
  public static let maximumFindings = 100

  /// - Parameter candidate: the new schema, parsed and as it was written, to tell places in it.
  public init(
    level: CompatibilityLevel, from source: LevelSource, _ found: CompatibilityFindings?,
    candidate: (schema: any ParsedSchema, text: String)?
  ) {
    self.level = level
    levelSource = source
    version = found?.earlier.version?.rawValue
    let all = found.map { FindingBody.list($0, candidate: candidate) } ?? []
    findings = Array(all.prefix(Self.maximumFindings))
    omittedCount = all.count - findings.count
  }

  public init(json: JSONValue) throws(BodyError) {
    let reader = try BodyReader(json)
    level = try reader.required(
      "compatibilityLevel", try reader.string("compatibilityLevel").flatMap(CompatibilityLevel.init(name:)))
    let source = try reader.string("levelFrom").flatMap(LevelSource.Scope.init(rawValue:))
    levelSource = LevelSource(try reader.required("levelFrom", source), name: try reader.string("levelSetOn"))
    version = try reader.int32("version")
    findings = try [FindingBody](json: .array(try reader.array("findings") ?? []))
    omittedCount = Int(try reader.int32("omittedFindings") ?? 0)
  }

  public var json: JSONValue {
    var members = JSONObject()
    members.set("compatibilityLevel", level.rawValue)
    members.set("levelFrom", levelSource.scope.rawValue)
    members.set("levelSetOn", levelSource.name)
    members.set("version", version)
    members["findings"] = findings.json
    if omittedCount > 0 { members.set("omittedFindings", Int32(clamping: omittedCount)) }
    return .object(members)
  }
}
