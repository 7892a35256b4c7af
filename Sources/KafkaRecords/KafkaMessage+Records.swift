public import Kafka
public import RecordCodec
public import SchemaCore

extension RecordDecoder {
  /// Decodes the part of a message that the settings name: its key, if they are for keys.
  ///
  ///     let keys = RecordDecoder(AvroPayload<OrderKey>(), lookup: lookup, settings: DecodingSettings(part: .key))
  ///     let key = try await keys.decode(message)
  ///
  /// - Returns: `nil` if the message does not have the part.
  /// - Throws: `RecordCodecError`.
  public nonisolated(nonsending) func decode(
    _ message: KafkaMessage
  ) async throws(RecordCodecError) -> Payload.Record? {
    try await decodeIfPresent(message[settings.part], headers: message.recordHeaders)
  }
}

extension KafkaMessage {
  var recordHeaders: [RecordHeader] { headers.map { RecordHeader(name: $0.name, value: $0.value) } }

  subscript(part: RecordPart) -> [UInt8]? {
    switch part {
    case .key: key
    case .value: value
    }
  }

  /// The ID or GUID of the schema that a part names.
  func schemaName(of part: RecordPart) -> String? {
    guard let bytes = self[part] else { return nil }
    do throws(FramingError) {
      return switch try FramedRecord(parsing: bytes, headers: recordHeaders, part: part).schema {
      case .registered(.id(let id)): "\(id.rawValue)"
      case .registered(.guid(let guid)): guid.description
      case let other: other.description
      }
    } catch {
      return nil  // It names none: that may be why it could not be processed.
    }
  }
}
