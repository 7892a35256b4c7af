public import SchemaCore

/// The verdict of a compatibility check.
public struct CompatibilityBody: JSONBody, Hashable {
  public var isCompatible: Bool
  /// What was found; nil if the request did not ask for it. An empty list is written.
  public var messages: [String]?
  /// The same explained; nil if the request did not ask for it.
  public var verdict: VerdictBody?

  public init(isCompatible: Bool, messages: [String]? = nil, verdict: VerdictBody? = nil) {
    self.isCompatible = isCompatible
    self.messages = messages
    self.verdict = verdict
  }

  public init(json: JSONValue) throws(BodyError) {
    let reader = try BodyReader(json)
    isCompatible = try reader.required("is_compatible", try reader.bool("is_compatible"))
    messages = try reader.array("messages").map { (elements) throws(BodyError) in
      try [String](json: .array(elements))
    }
    verdict = try reader.value("verdict").map { (value) throws(BodyError) in try VerdictBody(json: value) }
  }

  public var json: JSONValue {
    var members: JSONObject = ["is_compatible": .bool(isCompatible)]
    members["messages"] = messages?.json
    members["verdict"] = verdict?.json
    return .object(members)
  }
}
