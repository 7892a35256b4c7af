public import Kafka
public import RecordCodec

/// A topic for records that could not be processed.
///
/// They keep their key, value and headers. Further headers, UTF-8 texts, say where they came from and why they are
/// here. Those that Kafka Connect has too have its names, which tools for dead letters look for:
///
/// | header | |
/// | --- | --- |
/// | `__connect.errors.topic`, `.partition`, `.offset` | the place that the record was read from |
/// | `__connect.errors.stage` | `KEY_CONVERTER` or `VALUE_CONVERTER` if that part could not be decoded, `TASK_PUT` otherwise |
/// | `__connect.errors.exception.message` | the reason |
/// | `__martlet.errors.timestamp` | the record's timestamp, in milliseconds since 1970-01-01 UTC |
/// | `__martlet.errors.schema` | the ID or GUID of the schema that the part names, if it does; of the value otherwise |
public struct DeadLetterTopic: Sendable {
  public let name: String
  private let producer: KafkaProducer

  /// Longer reasons are cut off, so that a record does not outgrow what the broker takes.
  private static let maximumReason = 2000

  /// - Parameter producer: its owner closes it.
  public init(_ name: String, producer: KafkaProducer) {
    self.name = name
    self.producer = producer
  }

  /// Writes a record that could not be decoded, and returns when the broker has acknowledged it. Only then may the record
  /// be marked as processed.
  ///
  /// - Parameter part: which part of it could not be decoded.
  /// - Throws: what `KafkaProducer.send` throws; `invalidArgument` when the record comes from this topic.
  public func send(
    _ message: KafkaMessage, because reason: RecordCodecError, part: RecordPart = .value
  ) async throws(KafkaError) {
    let stage =
      switch part {
      case .key: "KEY_CONVERTER"
      case .value: "VALUE_CONVERTER"
      }
    try await send(message, stage: stage, reason: reason.description, schema: message.schemaName(of: part))
  }

  /// Writes a record that the program could not process.
  ///
  /// - Throws: as ``send(_:because:part:)``.
  public func send(_ message: KafkaMessage, because reason: String) async throws(KafkaError) {
    try await send(message, stage: "TASK_PUT", reason: reason, schema: message.schemaName(of: .value))
  }

  private func send(
    _ message: KafkaMessage, stage: String, reason: String, schema: String?
  ) async throws(KafkaError) {
    guard message.topic != name else {
      throw KafkaError(
        code: .invalidArgument,
        message: "A record of topic \(name) cannot be written to the same topic again: name another dead-letter topic")
    }
    let texts: [(name: String, text: String?)] = [
      ("__connect.errors.topic", message.topic),
      ("__connect.errors.partition", "\(message.partition)"),
      ("__connect.errors.offset", "\(message.offset)"),
      ("__connect.errors.stage", stage),
      ("__connect.errors.exception.message", String(reason.prefix(Self.maximumReason))),
      ("__martlet.errors.timestamp", message.timestamp.map { "\($0)" }),
      ("__martlet.errors.schema", schema),
    ]
    // A record that failed before has such headers, which are about another place.
    let kept = message.headers.filter { header in !texts.contains { $0.name == header.name } }
    let added = texts.compactMap { entry in
      entry.text.map { KafkaHeader(name: entry.name, value: Array($0.utf8)) }
    }
    _ = try await producer.send(
      KafkaRecord(topic: name, key: message.key, value: message.value, headers: kept + added))
  }
}
