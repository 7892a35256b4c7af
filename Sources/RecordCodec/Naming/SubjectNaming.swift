public import SchemaCore

/// Under which subject the schema of records is found and registered.
public enum SubjectNaming: Sendable {
  /// What to do where no subject is associated with a topic.
  public enum Fallback: String, Hashable, Sendable, CaseIterable {
    case topic, record, topicRecord
    /// Refuse to name one.
    case none
  }

  /// `<topic>-key` and `<topic>-value`.
  case topic
  /// The name of the record: an Avro record's or a Protobuf message's full name, a JSON schema's title.
  case record
  /// `<topic>-<name of the record>`.
  case topicRecord
  /// What somebody has associated with the topic in the registry; otherwise by the fallback. Where nobody has, and where a
  /// registry knows no associations, this is the same as ``topic``.
  ///
  /// - Parameter cluster: the ID of the Kafka cluster, if topics of one name in several are told apart.
  case associated(cluster: String = "-", fallback: Fallback = .topic)
  /// Always this one.
  case subject(SubjectName)
  /// By a function; nil refuses to name a subject.
  case custom(@Sendable (RecordPlace) -> SubjectName?)
}

/// What a subject can be named after.
public struct RecordPlace: Hashable, Sendable {
  /// The topic that the records belong to; nil if nobody said.
  public var topic: String?
  /// Which half of a record is meant.
  public var part: RecordPart
  /// The name of the record's type; nil if it has none.
  public var recordName: String?

  public init(topic: String?, part: RecordPart, recordName: String? = nil) {
    self.topic = topic
    self.part = part
    self.recordName = recordName
  }
}

extension SubjectNaming {
  /// The subject, where nobody has to be asked for associations: it is named by the fallback then.
  ///
  /// - Throws: `RecordCodecError.subject` if what it is to be named after is not known.
  public func subject(of place: RecordPlace) throws(RecordCodecError) -> SubjectName {
    switch self {
    case .topic: SubjectName(qualified: "\(try place.requiredTopic())-\(place.part.rawValue)")
    case .record: SubjectName(qualified: try place.requiredRecordName())
    case .topicRecord: SubjectName(qualified: "\(try place.requiredTopic())-\(try place.requiredRecordName())")
    case .associated(_, .topic): try Self.topic.subject(of: place)
    case .associated(_, .record): try Self.record.subject(of: place)
    case .associated(_, .topicRecord): try Self.topicRecord.subject(of: place)
    case .associated(_, .none):
      throw .subject("the registry has none associated with the \(place.part) of \(place.topic ?? "no topic")")
    case .subject(let subject): subject
    case .custom(let name):
      if let subject = name(place) { subject } else { throw .subject("the function for it gives none") }
    }
  }
}

extension RecordPlace {
  fileprivate func requiredTopic() throws(RecordCodecError) -> String {
    if let topic { return topic }
    throw .subject("it is named after the topic, and none is given")
  }

  fileprivate func requiredRecordName() throws(RecordCodecError) -> String {
    if let recordName { return recordName }
    throw .subject("it is named after the type of the records, and that has no name")
  }
}
