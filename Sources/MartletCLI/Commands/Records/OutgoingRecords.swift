import Kafka
import RecordCodec
import SchemaCore

/// Makes records for a topic of what was read.
struct OutgoingRecords: Sendable {
  var topic: String
  var partition: Int32?
  /// The headers that all records get.
  var headers: [KafkaHeader]
  /// Nil for keys that are written as they stand.
  var key: RecordEncoder<JSONTextPayload>?
  var value: RecordEncoder<JSONTextPayload>
  /// The schema of the values.
  var schema: SchemaIdentity

  /// One record.
  ///
  /// - Throws: `RecordCodecError` for a value or a key that does not fit its schema.
  nonisolated(nonsending) func record(_ input: InputRecord) async throws(RecordCodecError) -> KafkaRecord {
    var record = KafkaRecord(
      topic: topic, partition: partition, value: nil, headers: headers, timestamp: input.facts.timestamp)
    // What names the schema of the record that was read is not what names this one's.
    let names = [RecordPart.key.headerName, RecordPart.value.headerName]
    record.headers += input.facts.headers.filter { !names.contains($0.name) }
    if let key = input.key {
      if let encoder = self.key, let json = key.json {
        let encoded = try await encoder.encode(json)
        record.key = encoded.bytes
        record.headers += encoded.headers.map { KafkaHeader(name: $0.name, value: $0.value) }
      } else {
        record.key = key.plainBytes
      }
    }
    if !input.isTombstone {
      let encoded = try await value.encode(Array(input.value))
      record.value = encoded.bytes
      record.headers += encoded.headers.map { KafkaHeader(name: $0.name, value: $0.value) }
    }
    return record
  }
}
