import Avro
import SchemaCore
import SchemaInference
import Testing

/// Random records, whose schema must take them all. A failure prints the seed, which makes the same again.
@Suite("Schemas from random data")
struct RandomDataTests {
  @Test("the schema takes every record that it was made of, and gives it back", arguments: UInt64(1)...300)
  func records(seed: UInt64) throws {
    var data = RandomData(seed: seed)
    let records = (0..<20).map { _ in data.record() }
    var sample = DataSample(InferenceOptions(enumLimit: seed % 2 == 0 ? 3 : 0, detectsLogicalTypes: seed % 3 != 0))
    for (place, record) in records.enumerated() { try sample.add(record, line: place + 1) }
    let inferred = try sample.inferredSchema()
    let codec = try AvroRecordCodec(inferred.document, json: .plain)
    for record in records {
      let text = JSONWriter.bytes(record)
      do {
        let decoded = try JSONParser.parse(codec.decode(codec.encode(json: text)))
        #expect(RandomData.isSame(record, decoded), "\(JSONWriter.text(record))\n\(JSONWriter.text(decoded))")
      } catch {
        Issue.record("\(error)\n\(String(decoding: text, as: UTF8.self))\n\(inferred.text)")
      }
    }
  }

  @Test("the order of the records does not matter to the types", arguments: UInt64(1)...50)
  func order(seed: UInt64) throws {
    var data = RandomData(seed: seed)
    let records = (0..<10).map { _ in data.record() }
    func types(_ records: [JSONValue]) throws -> [String: String] {
      var sample = DataSample()
      for record in records { try sample.add(record, line: 1) }
      let fields = try sample.inferredSchema().report.fields
      return Dictionary(fields.map { ($0.path, $0.type) }, uniquingKeysWith: { first, _ in first })
    }
    // Names of types depend on what comes first; kinds do not.
    #expect(try types(records).keys.sorted() == types(records.reversed()).keys.sorted())
  }

  @Test("the schema of a table takes every row", arguments: UInt64(1)...200)
  func tables(seed: UInt64) throws {
    var data = RandomData(seed: seed)
    let (columns, rows) = data.table()
    var sample = DataSample()
    for (place, row) in rows.enumerated() { try sample.add(cells: row, columns: columns, line: place + 2) }
    let inferred = try sample.inferredSchema()
    let codec = try AvroRecordCodec(inferred.document, json: .cells)
    for row in rows {
      let record = JSONValue.object(
        JSONObject(zip(columns, row).map { JSONObject.Member(key: $0, value: .string($1)) }))
      do {
        let decoded = try JSONParser.parse(codec.decode(codec.encode(json: JSONWriter.bytes(record))))
        for (column, cell) in zip(columns, row) {
          let value = decoded.object?[column] ?? "missing"
          #expect(RandomData.isSame(cell: cell, value), "\(column): \(cell), \(JSONWriter.text(value))")
        }
      } catch {
        Issue.record("\(error)\n\(row)\n\(inferred.text)")
      }
    }
  }
}
