public import SchemaCore

/// Under which subject the schema of a topic's records is registered.
public enum SubjectNaming: Hashable, Sendable {
  /// `<topic>-key` and `<topic>-value`, as every client does unless told otherwise.
  case topic

  /// The subject for one part of a topic's records.
  public func subject(topic: String, part: RecordPart) -> SubjectName {
    SubjectName(qualified: "\(topic)-\(part.rawValue)")
  }
}
