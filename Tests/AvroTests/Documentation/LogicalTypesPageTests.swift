import Avro
import SchemaCore
import Testing

/// The examples of the page `LogicalTypes`.
@Suite("The page on logical types")
struct LogicalTypesPageTests {
  @Test("decimals are exact")
  func decimals() {
    let price = AvroDecimal(unscaled: 1250, scale: 2)
    let same = AvroDecimal("12.5")
    #expect(price == same)
    #expect(price.description == "12.50")
    #expect(price.rescaled(to: 1)?.description == "12.5")
    #expect(price.rescaled(to: 0) == nil)
  }

  @Test("times have their unit in their type")
  func times() {
    let moment = AvroTimestamp<Microseconds>("2024-05-06T07:08:09.123456Z")
    let count = moment?.sinceEpoch
    let day = AvroDate(year: 2024, month: 2, day: 29)
    #expect(count == 1_714_979_289_123_456)
    #expect(day?.description == "2024-02-29")
    #expect(AvroDate(year: 2023, month: 2, day: 29) == nil)
  }

  @Test("generic values are asked for what they mean")
  func genericValues() throws {
    let program = try AvroProgram(
      try AvroFormat().parse(
        #"""
        {"type": "record", "name": "Payment", "fields": [
          {"name": "total", "type": {"type": "bytes", "logicalType": "decimal", "precision": 9, "scale": 2}},
          {"name": "paidAt", "type": {"type": "long", "logicalType": "timestamp-millis"}}]}
        """#))
    var arena = RecordArena()
    try program.decode([4, 0x04, 0xE2, 2], into: &arena)
    guard case .record(let payment) = try program.value(of: arena) else {
      Issue.record("the root is no record")
      return
    }
    let total = payment["total"]?.decimal(scale: 2)
    let paidAt = payment["paidAt"]?.timestamp(in: Milliseconds.self)
    #expect(total?.description == "12.50")
    #expect(paidAt?.description == "1970-01-01T00:00:00.001Z")

    let text = String(decoding: try program.jsonText(of: arena, form: .plain), as: UTF8.self)
    #expect(text == #"{"total":"12.50","paidAt":"1970-01-01T00:00:00.001Z"}"#)
  }
}
