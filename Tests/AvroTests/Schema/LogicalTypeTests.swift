import Avro
import SchemaCore
import Testing

@Suite("Logical types")
struct LogicalTypeTests {
  @Test(
    "a logical type counts where it fits its type",
    arguments: [
      (
        #"{"type":"bytes","logicalType":"decimal","precision":4,"scale":2}"#,
        LogicalType.decimal(precision: 4, scale: 2)
      ),
      (#"{"type":"bytes","logicalType":"decimal","precision":4}"#, .decimal(precision: 4, scale: 0)),
      (
        #"{"type":"fixed","name":"F","size":4,"logicalType":"decimal","precision":9}"#, .decimal(precision: 9, scale: 0)
      ),
      (#"{"type":"bytes","logicalType":"big-decimal"}"#, .bigDecimal),
      (#"{"type":"string","logicalType":"uuid"}"#, .uuid),
      (#"{"type":"fixed","name":"F","size":16,"logicalType":"uuid"}"#, .uuid),
      (#"{"type":"int","logicalType":"date"}"#, .date),
      (#"{"type":"int","logicalType":"time-millis"}"#, .timeMillis),
      (#"{"type":"long","logicalType":"time-micros"}"#, .timeMicros),
      (#"{"type":"long","logicalType":"timestamp-millis"}"#, .timestampMillis),
      (#"{"type":"long","logicalType":"timestamp-micros"}"#, .timestampMicros),
      (#"{"type":"long","logicalType":"timestamp-nanos"}"#, .timestampNanos),
      (#"{"type":"long","logicalType":"local-timestamp-millis"}"#, .localTimestampMillis),
      (#"{"type":"long","logicalType":"local-timestamp-micros"}"#, .localTimestampMicros),
      (#"{"type":"long","logicalType":"local-timestamp-nanos"}"#, .localTimestampNanos),
      (#"{"type":"fixed","name":"F","size":12,"logicalType":"duration"}"#, .duration),
    ])
  func valid(_ text: String, _ expected: LogicalType) throws {
    let schema = try AvroFormat().parse(text)
    #expect(schema.root.logicalType == expected)
    #expect(schema.root.attributes["logicalType"] == .string(expected.name))
  }

  @Test(
    "a logical type that does not fit is a property like others",
    arguments: [
      #"{"type":"bytes","logicalType":"decimal"}"#,
      #"{"type":"bytes","logicalType":"decimal","precision":0}"#,
      #"{"type":"bytes","logicalType":"decimal","precision":2,"scale":3}"#,
      #"{"type":"bytes","logicalType":"decimal","precision":2,"scale":-1}"#,
      #"{"type":"string","logicalType":"decimal","precision":2}"#,
      #"{"type":"fixed","name":"F","size":4,"logicalType":"decimal","precision":10}"#,
      #"{"type":"fixed","name":"F","size":0,"logicalType":"decimal","precision":1}"#,
      #"{"type":"fixed","name":"F","size":15,"logicalType":"uuid"}"#,
      #"{"type":"long","logicalType":"date"}"#,
      #"{"type":"int","logicalType":"star-date"}"#,
      #"{"type":"int","logicalType":5}"#,
    ])
  func invalid(_ text: String) throws {
    let schema = try AvroFormat().parse(text)
    #expect(schema.root.logicalType == nil)
    #expect(schema.canonicalText == text)
  }
}
