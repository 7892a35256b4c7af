import Avro
import SchemaCore
import Testing

@Suite("Plain JSON")
struct PlainJSONTests {
  /// Reads plain JSON and writes it in the specification's encoding, which tells the branches of unions.
  private func specification(_ schema: String, _ text: String) throws -> String {
    let document = try AvroFormat().parse(schema)
    let bytes = try AvroRecordCodec(document, json: .plain).encode(json: Array(text.utf8))
    return String(decoding: try AvroRecordCodec(document).decode(bytes), as: UTF8.self)
  }

  /// Reads the specification's encoding and writes plain JSON.
  private func plain(_ schema: String, _ text: String) throws -> String {
    let document = try AvroFormat().parse(schema)
    let bytes = try AvroRecordCodec(document).encode(json: Array(text.utf8))
    return String(decoding: try AvroRecordCodec(document, json: .plain).decode(bytes), as: UTF8.self)
  }

  private static let created =
    #"{"type":"record","name":"Created","fields":[{"name":"id","type":"int"},{"name":"by","type":["null","string"]}]}"#
  private static let paid =
    #"{"type":"record","name":"Paid","fields":[{"name":"id","type":"int"},{"name":"sum","type":"double"}]}"#
  private static let `enum` = #"{"type":"enum","name":"E","symbols":["A","B"]}"#
  private static let date = #"{"type":"int","logicalType":"date"}"#
  private static let decimal = #"{"type":"bytes","logicalType":"decimal","precision":6,"scale":2}"#

  static let unions: [(String, String, String)] = [
    (#"["null","string"]"#, #""gift""#, #"{"string":"gift"}"#),
    (#"["null","string"]"#, "null", "null"),
    (#"["null","string"]"#, #"{"string":"gift"}"#, #"{"string":"gift"}"#),
    (#"["null","int","long"]"#, "5", #"{"int":5}"#),
    (#"["null","int","long"]"#, "3000000000", #"{"long":3000000000}"#),
    (#"["null","int","long"]"#, #"{"long":5}"#, #"{"long":5}"#),
    (#"["long","double"]"#, "5", #"{"long":5}"#),
    (#"["long","double"]"#, "5.0", #"{"double":5.0}"#),
    (#"["long","boolean"]"#, "5e1", #"{"long":50}"#),
    (#"["float","double"]"#, "0.1", #"{"double":0.1}"#),
    (#"["double","null"]"#, "7", #"{"double":7.0}"#),
    (#"["string","double"]"#, #""n""#, #"{"string":"n"}"#),
    ("[\"null\",\(date)]", #""1970-01-11""#, #"{"int":10}"#),
    ("[\(date),\"long\"]", "10", #"{"long":10}"#),
    ("[\(date),\"string\"]", #""soon""#, #"{"string":"soon"}"#),
    ("[\(`enum`),\"null\"]", #""B""#, #"{"E":"B"}"#),
    ("[\(`enum`),\"string\"]", #""C""#, #"{"string":"C"}"#),
    ("[\(created),\(paid)]", #"{"id":1,"sum":2}"#, #"{"Paid":{"id":1,"sum":2.0}}"#),
    ("[\(created),\(paid)]", #"{"id":1}"#, #"{"Created":{"id":1,"by":null}}"#),
    ("[\(created),\(paid)]", #"{"by":"me","id":1}"#, #"{"Created":{"id":1,"by":{"string":"me"}}}"#),
    ("[\(created),\(paid)]", #"{"Paid":{"id":1,"sum":2}}"#, #"{"Paid":{"id":1,"sum":2.0}}"#),
    (#"["null",{"type":"map","values":"int"}]"#, #"{"a":1}"#, #"{"map":{"a":1}}"#),
    (#"["null",{"type":"map","values":"int"}]"#, #"{"map":{"a":1}}"#, #"{"map":{"a":1}}"#),
    (#"["null",{"type":"map","values":"int"}]"#, #"{"map":1}"#, #"{"map":{"map":1}}"#),
    (#"["null",{"type":"array","items":["null","int"]}]"#, "[1,null]", #"{"array":[{"int":1},null]}"#),
  ]

  @Test("a union's value stands alone where it is clear what it is", arguments: unions)
  func unionsRead(type: String, given: String, written: String) throws {
    #expect(try specification(type, given) == written)
  }

  @Test(
    "a union's value is written with its type where it would be read as another",
    arguments: [
      (#"["null","int","long"]"#, #"{"long":5}"#, #"{"long":5}"#),
      (#"["null","int","long"]"#, #"{"long":3000000000}"#, "3000000000"),
      (#"["long","double"]"#, #"{"double":5}"#, "5.0"),
      (#"["float","double"]"#, #"{"float":0.5}"#, #"{"float":0.5}"#),
      (#"["string","double"]"#, #"{"string":"NaN"}"#, #""NaN""#),
      (#"["string","double"]"#, #"{"double":"NaN"}"#, #"{"double":"NaN"}"#),
      (#"["string","double"]"#, #"{"string":"x"}"#, #""x""#),
      (#"["string","bytes"]"#, #"{"string":"ÿ"}"#, #"{"string":"ÿ"}"#),
      (#"["string","bytes"]"#, #"{"string":"→"}"#, #""→""#),
      (#"["null",{"type":"map","values":"int"}]"#, #"{"map":{"map":1}}"#, #"{"map":{"map":1}}"#),
      (#"["null",{"type":"map","values":"int"}]"#, #"{"map":{"a":1}}"#, #"{"a":1}"#),
      ("[\(created),\(paid)]", #"{"Paid":{"id":1,"sum":2}}"#, #"{"id":1,"sum":2.0}"#),
      (
        "[\(created),{\"type\":\"map\",\"values\":\"int\"}]", #"{"Created":{"id":1,"by":null}}"#,
        #"{"Created":{"id":1,"by":null}}"#
      ),
    ])
  func unionsWritten(type: String, given: String, written: String) throws {
    #expect(try plain(type, given) == written)
    #expect(try specification(type, written) == specification(type, given))
  }

  @Test(
    "what several branches take, or none, is refused with the ways to write it",
    arguments: [
      (
        #"["null","string","bytes"]"#, #""abc""#,
        #""abc" may be string or bytes; write {"string": "abc"} or {"bytes": "abc"}"#
      ),
      (
        "[\(created),{\"type\":\"record\",\"name\":\"Sent\",\"fields\":[{\"name\":\"id\",\"type\":\"int\"}]}]",
        #"{"id":1}"#,
        #"an object with "id" may be Created or Sent; write {"Created": …} or {"Sent": …}"#
      ),
      ("[\(decimal),\"double\"]", "1.5", #"1.5 may be double or bytes; write {"double": 1.5} or {"bytes": 1.5}"#),
      (#"["null","string","int"]"#, "true", "expected null, string or int, found true"),
      (#"["null","int"]"#, "1.5", "expected int (a whole number from -2147483648 to 2147483647), found 1.5"),
      ("[\"null\",\(created)]", #"{"id":"x"}"#, "id: expected int (a whole number), found \"x\""),
      (
        "[\(created),\(paid)]", #"{"id":1,"total":2}"#,
        "expected Created or Paid, found an object with \"id\", \"total\""
      ),
      (created, #"{"id":1,"bye":"x"}"#, "bye: Created has no such field; its fields are id, by"),
      (created, #"{"by":"x"}"#, "id: the field is missing and has no default; expected int (a whole number)"),
      (date, #""2026-02-30""#, #"expected a date such as "2026-01-31" or a number of days, found "2026-02-30""#),
      (
        decimal, #""1.555""#,
        #"expected a decimal of at most 6 digits, 2 of them behind the point, such as "12.55", found "1.555""#
      ),
    ])
  func refusals(schema: String, given: String, message: String) throws {
    let codec = try AvroRecordCodec(AvroFormat().parse(schema), json: .plain)
    let error = #expect(throws: CodecError.self) { try codec.encode(json: Array(given.utf8)) }
    #expect(error?.description == message)
  }

  @Test("a value that would fit as plain JSON is told from one that does not fit")
  func plainOnly() throws {
    let codec = try AvroRecordCodec(AvroFormat().parse(#"["null","string"]"#))
    #expect(#expect(throws: CodecError.self) { try codec.encode(json: #""x""#.utf8) }?.kind == .plainOnly)
    #expect(#expect(throws: CodecError.self) { try codec.encode(json: "1".utf8) }?.kind == .mismatch)
    let date = try AvroRecordCodec(AvroFormat().parse(Self.date))
    #expect(#expect(throws: CodecError.self) { try date.encode(json: #""2026-01-31""#.utf8) }?.kind == .plainOnly)
    #expect(#expect(throws: CodecError.self) { try date.encode(json: #""x""#.utf8) }?.kind == .mismatch)
  }

  @Test(
    "logical types are read and written as people write them",
    arguments: [
      (#""int","logicalType":"date""#, #""2026-01-31""#, "20484"),
      (#""int","logicalType":"time-millis""#, #""12:30:15.250""#, "45015250"),
      (#""long","logicalType":"time-micros""#, #""00:00:00.000001""#, "1"),
      (#""long","logicalType":"timestamp-millis""#, #""1969-12-31T23:59:59.999Z""#, "-1"),
      (#""long","logicalType":"timestamp-micros""#, #""2000-01-01T00:00:00.000000Z""#, "946684800000000"),
      (#""long","logicalType":"timestamp-nanos""#, #""1970-01-01T00:00:00.000000001Z""#, "1"),
      (#""long","logicalType":"local-timestamp-millis""#, #""1970-01-01T00:00:01.000""#, "1000"),
      (#""bytes","logicalType":"decimal","precision":6,"scale":2"#, #""-1.00""#, #""\u009C""#),
      (#""bytes","logicalType":"decimal","precision":6,"scale":2"#, #""1.28""#, #""\u0000\u0080""#),
      (#""bytes","logicalType":"big-decimal""#, #""1.28""#, #""\u0004\u0000\u0080\u0004""#),
      (
        #""fixed","name":"D","size":3,"logicalType":"decimal","precision":4,"scale":0"#, #""-2""#,
        #""\u00FF\u00FF\u00FE""#
      ),
      (
        #""fixed","name":"U","size":16,"logicalType":"uuid""#, #""61626364-6566-6768-696a-6b6c6d6e6f70""#,
        #""abcdefghijklmnop""#
      ),
      (
        #""fixed","name":"P","size":12,"logicalType":"duration""#, #""P1M2DT0.500S""#,
        #""\u0001\u0000\u0000\u0000\u0002\u0000\u0000\u0000\u00F4\u0001\u0000\u0000""#
      ),
    ])
  func logicalTypes(type: String, plain: String, raw: String) throws {
    let schema = "{\"type\":\(type)}"
    #expect(try self.plain(schema, raw) == plain)
    #expect(try JSONParser.parse(specification(schema, plain)) == JSONParser.parse(raw))
  }

  @Test(
    "dates, times and decimals may also be numbers, and whole numbers be written with a point or an exponent",
    arguments: [
      (#""int""#, "1.0", "1"), (#""long""#, "1e3", "1000"), (#""int""#, "-0.5e1", "-5"), (#""double""#, "3", "3.0"),
      (date, "10", "10"), (decimal, "0.65", #""A""#), (decimal, #""6.5e-1""#, #""A""#),
      (#"{"type":"long","logicalType":"timestamp-millis"}"#, "5", "5"),
      (#"{"type":"long","logicalType":"timestamp-millis"}"#, #""1970-01-01 02:00:00.005+02:00""#, "5"),
    ])
  func otherSpellings(schema: String, given: String, written: String) throws {
    #expect(try specification(schema, given) == written)
  }

  @Test("a field may have a name in plain JSON that Avro does not allow")
  func jsonName() throws {
    let schema = #"{"type":"record","name":"R","fields":[{"name":"first_name","type":"int","jsonName":"first name"}]}"#
    #expect(try specification(schema, #"{"first name":1}"#) == #"{"first_name":1}"#)
    #expect(try plain(schema, #"{"first_name":1}"#) == #"{"first name":1}"#)
    #expect(throws: CodecError.self) { try specification(schema, #"{"first_name":1}"#) }
  }

  @Test("a recursive record deeper than can be decoded is not encoded either")
  func deepRecord() throws {
    let list = #"{"type":"record","name":"List","fields":[{"name":"next","type":["null","List"]}]}"#
    let codec = try AvroRecordCodec(AvroFormat().parse(list), json: .plain)
    for (depth, isAccepted) in [(128, true), (129, false), (250, false), (500, false)] {
      let text =
        String(repeating: #"{"next":"#, count: depth) + #"{"next":null}"# + String(repeating: "}", count: depth)
      if isAccepted {
        #expect(try codec.decode(codec.encode(json: text.utf8)) == Array(text.utf8))
      } else {
        #expect(#expect(throws: CodecError.self) { try codec.encode(json: text.utf8) }?.kind == .limit)
      }
    }
  }

  @Test("unions of many records in many values are given up", .timeLimit(.minutes(1)))
  func manyBranches() throws {
    let fields = (0..<50).map { "{\"name\":\"f\($0)\",\"type\":\"int\",\"default\":0}" }.joined(separator: ",")
    let branches = (0..<300).map { "{\"type\":\"record\",\"name\":\"R\($0)\",\"fields\":[\(fields)]}" }
    let schema = "{\"type\":\"array\",\"items\":[\(branches.joined(separator: ","))]}"
    let codec = try AvroRecordCodec(AvroFormat().parse(schema), json: .plain)
    let error = #expect(throws: CodecError.self) { try codec.encode(json: #"[{"f0":1,"f49":2}]"#.utf8) }
    #expect(error?.message.contains("may be R0, R1") == true)
    #expect((error?.message.utf8.count ?? .max) < 1000)
  }

  @Test("defaults stay what the schema says, whatever the form")
  func defaults() throws {
    let schema = #"""
      {"type":"record","name":"R","fields":[
        {"name":"day","type":\#(Self.date),"default":10},
        {"name":"sum","type":\#(Self.decimal),"default":"A"},
        {"name":"any","type":["string","bytes"],"default":"x"},
        {"name":"note","type":["string","null"]}]}
      """#
    #expect(try specification(schema, "{}") == #"{"day":10,"sum":"A","any":{"string":"x"},"note":null}"#)
  }

  @Test(
    "what a schema calls a decimal and is none is written in hexadecimal",
    arguments: [
      (decimal, #""\u000F\u0042\u003F""#, #""9999.99""#), (decimal, #""\u000F\u0042\u0040""#, #""0x0f4240""#),
      (#"{"type":"bytes","logicalType":"big-decimal"}"#, #""\t\t""#, #""0x0909""#),
      ("[\"null\",\(decimal)]", #"{"bytes":"\u000F\u0042\u0040"}"#, #""0x0f4240""#),
      ("[\"string\",\(decimal)]", #"{"bytes":"\u000F\u0042\u0040"}"#, #"{"bytes":"0x0f4240"}"#),
    ])
  func noDecimals(schema: String, raw: String, plain: String) throws {
    #expect(try self.plain(schema, raw) == plain)
    #expect(try JSONParser.parse(specification(schema, plain)) == JSONParser.parse(raw))
  }

  @Test("bytes of a decimal that mean nothing are left out, unless it is a fixed")
  func paddedDecimals() throws {
    #expect(try plain(Self.decimal, #""\u0000\u0000A""#) == #""0.65""#)
    #expect(try plain(Self.decimal, #""""#) == #""0.00""#)
    let fixed = #"{"type":"fixed","name":"D","size":2,"logicalType":"decimal","precision":4,"scale":0}"#
    #expect(try plain(fixed, #""\u0000A""#) == #""65""#)
    #expect(throws: CodecError.self) { try specification(fixed, #""0x41""#) }
    #expect(throws: CodecError.self) { try specification(fixed, #""0x4""#) }
  }

  @Test("a number with very many digits or a very large exponent takes no time", .timeLimit(.minutes(1)))
  func hostileNumbers() throws {
    let digits = String(repeating: "9", count: 1_000_000)
    for type in [#""int""#, Self.date, Self.decimal, #"{"type":"bytes","logicalType":"big-decimal"}"#] {
      let codec = try AvroRecordCodec(AvroFormat().parse(type), json: .plain)
      for text in [digits, "1." + digits, "\"\(digits)\"", "\"0x\(digits)0\""] {
        #expect(throws: CodecError.self) { try codec.encode(json: text.utf8) }
      }
    }
    for text in ["1e2000000000", "1e-2000000000", "1e99999999999", "1\(String(repeating: "0", count: 30)).0"] {
      #expect(throws: CodecError.self) { try specification(#""long""#, text) }
      #expect(throws: CodecError.self) { try specification(Self.decimal, text) }
    }
    #expect(try specification(#""long""#, "0e2000000000") == "0")
    #expect(try specification(#""long""#, "5\(String(repeating: "0", count: 30))e-30") == "5")
  }
}
