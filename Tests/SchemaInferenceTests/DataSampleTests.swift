import Avro
import SchemaCore
import SchemaInference
import Testing

@Suite("Schemas from data")
struct DataSampleTests {
  /// The type of the field `f` of records with these values, as JSON; nil for a record without it.
  private func type(_ values: [String?], _ options: InferenceOptions = InferenceOptions()) throws -> String {
    let schema = try schema(values.map { $0.map { "{\"f\":\($0)}" } ?? "{}" }, options).schema
    return JSONWriter.text(try #require(schema.object?["fields"]?.array?[0].object?["type"]))
  }

  private func schema(_ records: [String], _ options: InferenceOptions = InferenceOptions()) throws -> InferredSchema {
    var sample = DataSample(options)
    for (place, record) in records.enumerated() { try sample.add(JSONParser.parse(record), line: place + 1) }
    return try sample.inferredSchema()
  }

  @Test(
    "the type is the narrowest that holds all values",
    arguments: [
      (["true", "false"], #""boolean""#), (["1", "-5"], #""long""#), (["1", "2.5"], #""double""#),
      (["3000000000"], #""long""#), ([#""x""#, #""""#], #""string""#), (["1", nil], #"["null","long"]"#),
      (["null", "1"], #"["null","long"]"#), (["null"], #"["null","string"]"#),
      (["1", #""x""#], #"["long","string"]"#), (["[1,2]", "[]"], #"{"type":"array","items":"long"}"#),
      (["[1,null,2.5]"], #"{"type":"array","items":["null","double"]}"#),
      (["[]"], #"{"type":"array","items":"string"}"#),
      (["{}"], #"{"type":"map","values":"string"}"#),
      ([#"{"2026-01":1,"2026-02":2,"2026-03":3}"#], #"{"type":"map","values":"long"}"#),
      (["99999999999999999999"], #"{"type":"bytes","logicalType":"decimal","precision":38,"scale":0}"#),
      (["1e999", "0.5"], #"{"type":"bytes","logicalType":"decimal","precision":1001,"scale":1}"#),
      ([#""2026-01-31""#, #""1969-02-28""#], #"{"type":"int","logicalType":"date"}"#),
      ([#""12:30""#, #""12:30:15.5""#], #"{"type":"int","logicalType":"time-millis"}"#),
      ([#""12:30""#, #""12:30:15.000001""#], #"{"type":"long","logicalType":"time-micros"}"#),
      ([#""2026-01-31T12:30:15Z""#], #"{"type":"long","logicalType":"timestamp-millis"}"#),
      (
        [#""2026-01-31T12:30:15Z""#, #""2026-01-31T12:30:15.123456789Z""#],
        #"{"type":"long","logicalType":"timestamp-nanos"}"#
      ),
      ([#""1000-01-31T12:30:15Z""#, #""2026-01-31T12:30:15.123456789Z""#], #""string""#),
      ([#""2026-01-31T12:30:15""#], #"{"type":"long","logicalType":"local-timestamp-millis"}"#),
      ([#""2026-01-31""#, #""2026-02-30""#], #""string""#),
      ([#""f81d4fae-7dec-11d0-a765-00a0c91e6bf6""#], #"{"type":"string","logicalType":"uuid"}"#),
      ([#""1.50""#, #""-12.00""#], #"{"type":"bytes","logicalType":"decimal","precision":18,"scale":2}"#),
      ([#""1.50""#, #""1.5""#], #""string""#), ([#""150""#], #""string""#), ([#""-0.00""#], #""string""#),
      ([#""2026-01-31""#, "5"], #"["long","string"]"#),
    ] as [([String?], String)])
  func types(values: [String?], type: String) throws {
    #expect(try self.type(values) == type)
  }

  @Test("enums are made on demand, of few texts that are names and seen again")
  func enums() throws {
    let values = [#""NEW""#, #""OLD""#, #""NEW""#, #""OLD""#]
    let options = InferenceOptions(enumLimit: 2)
    #expect(try type(values) == #""string""#)
    #expect(try type(values, options) == #"{"type":"enum","name":"F","symbols":["NEW","OLD"]}"#)
    #expect(try type(values + [#""MID""#], options) == #""string""#)
    #expect(try type(Array(values.prefix(2)), options) == #""string""#)
    #expect(try type([#""a b""#, #""a b""#], options) == #""string""#)
  }

  @Test("logical types can be left out")
  func plainTypes() throws {
    let options = InferenceOptions(detectsLogicalTypes: false)
    #expect(try type([#""2026-01-31""#], options) == #""string""#)
    #expect(try type(["99999999999999999999"], options) == #""double""#)
  }

  @Test("nested records are named after their keys, and names that Avro does not allow are made such")
  func names() throws {
    let inferred = try schema(
      [
        #"{"id":1,"first name":"a","first_name":"b","lines":[{"sku":"x"}],"to":{"city":{"zip":1}},"city":{"name":"y"}}"#
      ],
      InferenceOptions(name: "Order", namespace: "shop"))
    let expected = #"""
      {"type":"record","name":"Order","namespace":"shop","fields":[
        {"name":"id","type":"long"},
        {"name":"first_name_2","type":"string","jsonName":"first name"},
        {"name":"first_name","type":"string"},
        {"name":"lines","type":{"type":"array","items":{"type":"record","name":"Line","fields":[
          {"name":"sku","type":"string"}]}}},
        {"name":"to","type":{"type":"record","name":"To","fields":[
          {"name":"city","type":{"type":"record","name":"City","fields":[{"name":"zip","type":"long"}]}}]}},
        {"name":"city","type":{"type":"record","name":"OrderCity","fields":[{"name":"name","type":"string"}]}}]}
      """#
    #expect(JSONWriter.text(inferred.schema) == JSONWriter.text(try JSONParser.parse(expected)))
    #expect(inferred.document.recordName == "shop.Order")
    #expect(inferred.text.hasPrefix("{\n  \"type\": \"record\",\n  \"name\": \"Order\",\n"))
    #expect(inferred.text.contains("\n    { \"name\": \"id\", \"type\": \"long\" },\n"))
  }

  @Test(
    "records are named after their file",
    arguments: [
      ("data/payments.jsonl", "Payment"), ("order_lines.csv", "OrderLine"), ("-", "Record"), ("", "Record"),
      ("2026-01.jsonl", "Record"), ("日.csv", "Record"),
    ])
  func fileNames(path: String, name: String) {
    #expect(InferenceOptions.recordName(ofFile: path) == name)
  }

  @Test("objects with ever new keys are maps, and take no memory for each")
  func maps() throws {
    let records = (0..<50).map { "{\"f\":{\"user\($0)\":\($0),\"other\($0)\":null}}" }
    let inferred = try schema(records)
    #expect(JSONWriter.text(inferred.schema).contains(#"{"type":"map","values":["null","long"]}"#))
    var sample = DataSample(InferenceOptions(maximumPaths: 2000))
    for number in 0..<3000 { try sample.add(["f": ["k\(number)": 1]], line: number) }
    #expect(try JSONWriter.text(sample.inferredSchema().schema).contains(#"{"type":"map","values":"long"}"#))
  }

  @Test("data that is no record is refused")
  func limits() throws {
    var sample = DataSample(InferenceOptions(maximumPaths: 100, maximumDepth: 10))
    let wide = JSONValue.object(JSONObject((0..<200).map { JSONObject.Member(key: "k\($0)", value: 1) }))
    #expect(throws: InferenceError.self) { try sample.add(wide, line: 1) }
    let deep = try JSONParser.parse(String(repeating: "[", count: 20) + String(repeating: "]", count: 20))
    #expect(throws: InferenceError.self) { try sample.add(deep, line: 2) }
    #expect(throws: InferenceError.self) { try DataSample().inferredSchema() }
  }

  @Test("the report tells what is lost, changed, renamed, assumed, and what would nearly do")
  func report() throws {
    var records: [String] = []
    for number in 1...20 {
      records.append(
        #"{"n":\#(number),"sum":\#(number).5,"day":"2026-01-\#(number + 10)","kind":"\#(number % 2 == 0 ? "A" : "B")","at":"2026-01-31T12:00:00+01:00"}"#
      )
    }
    records.append(
      #"{"n":null,"sum":0.12345678901234567890,"day":"soon","kind":"A","at":"2026-01-31T12:00:00Z","a-b":1}"#)
    records.append(#"{"n":1,"sum":5,"day":"2026-02-01","kind":"A","at":"2026-01-31T12:00:00Z"}"#)
    let report = try schema(records).report
    #expect(
      report.text == """
        22 records, 6 fields
          n     long?             null in 4.5 %
          sum   double
          day   string
          kind  string
          at    timestamp-millis
          a-b   long?             missing in 95.5 %
        Lost with this schema:
          sum: 1 of 22 numbers have more digits than a double keeps, such as 0.12345678901234567890 in line 21
          at: 20 of 22 times have a zone other than Z; the time is kept, the zone is not
        Written otherwise when it comes back:
          sum: 1 of 22 numbers are whole, and come back with a fraction, as in 5.0
          a-b: missing in 21 of 22; comes back as null
        Renamed:
          a-b: is called a_b, as Avro does not allow its name; jsonName keeps it for plain JSON
        Perhaps:
          day: 21 of 22 texts are of type date, but not "soon" in line 21
          kind: only "A", "B"; an enum with an enum limit of 2
        """)
    #expect(!report.isLossless)
    #expect(report.json.object?["notes"]?.array?.count == report.notes.count)
  }

  @Test("an object that would be taken for a value with the name of its type is told")
  func misleadingKeys() throws {
    let report = try schema([#"{"f":{"string":"x","n":1}}"#, #"{"f":"y"}"#]).report
    #expect(report.notes.contains { $0.kind == .loss && $0.message.contains("\"string\"") })
  }

  @Test("the columns of a table are read for what their texts are")
  func tables() throws {
    var sample = DataSample()
    let columns = ["id", "price", "rate", "ok", "day", "zip", "note"]
    try sample.add(cells: ["1", "12.50", "0.5", "true", "2026-01-31", "01234", ""], columns: columns, line: 2)
    try sample.add(cells: ["2", "-1.25", "12", "FALSE", "2026-02-01", "99", "x"], columns: columns, line: 3)
    let types = try sample.inferredSchema().report.fields.map(\.type)
    #expect(types == ["long", "decimal(18, 2)", "double", "boolean", "date", "string", "string?"])
    #expect(throws: InferenceError.self) { try sample.add(cells: ["1"], columns: columns, line: 4) }
  }
}
