public import SchemaCore

/// A version that holds a schema.
public struct SubjectVersionBody: JSONBody, Hashable {
  /// The qualified subject.
  public var subject: String
  /// The version's number.
  public var version: Int32

  public init(subject: String, version: Int32) {
    self.subject = subject
    self.version = version
  }

  public init(json: JSONValue) throws(BodyError) {
    let reader = try BodyReader(json)
    self.init(
      subject: try reader.required("subject", try reader.string("subject")),
      version: try reader.required("version", try reader.int32("version")))
  }

  public var json: JSONValue { ["subject": subject.json, "version": version.json] }
}
