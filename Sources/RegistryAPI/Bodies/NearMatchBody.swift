public import SchemaCore

/// A version that is nearly the schema that was looked up or is to be registered.
///
/// No part of the reference's API; sent where a client asks for it.
public struct NearMatchBody: JSONBody, Hashable {
  /// The qualified subject.
  public var subject: String
  /// The version's number in it.
  public var version: Int32
  /// Its ID.
  public var id: Int32
  /// What tells the two apart: `DELETED`, `SPELLING`, `REFERENCES`, `CONTRACT`, `SUBJECT` and other words of later servers.
  public var difference: String
  /// What that means and what to do, for people.
  public var explanation: String

  public init(subject: String, version: Int32, id: Int32, difference: String, explanation: String) {
    self.subject = subject
    self.version = version
    self.id = id
    self.difference = difference
    self.explanation = explanation
  }

  public init(json: JSONValue) throws(BodyError) {
    let reader = try BodyReader(json)
    self.init(
      subject: try reader.required("subject", try reader.string("subject")),
      version: try reader.required("version", try reader.int32("version")),
      id: try reader.required("id", try reader.int32("id")),
      difference: try reader.required("difference", try reader.string("difference")),
      explanation: try reader.string("explanation") ?? "")
  }

  public var json: JSONValue {
    var members = JSONObject()
    members.set("subject", subject)
    members.set("version", version)
    members.set("id", id)
    members.set("difference", difference)
    members.set("explanation", explanation)
    return .object(members)
  }
}
