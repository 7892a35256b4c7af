import SchemaCore
import Testing

@testable import Protobuf

@Suite("Hostile ProtoJSON")
struct JSONLimitTests {
  private static let all = Result { try ProtoJSON(JSONSchema.files, message: "t.All") }

  @Test(
    "text that is nested too deeply is refused",
    arguments: [("{\"inner\":", "{}", "}"), ("{\"byInt32\":{\"1\":", "{}", "}}"), ("{\"inners\":[", "{}", "]}")])
  func depth(_ opening: String, _ middle: String, _ closing: String) throws {
    let json = try Self.all.get()
    func text(_ count: Int) -> String {
      String(repeating: opening, count: count) + middle + String(repeating: closing, count: count)
    }
    let deepest = opening.contains("by") ? 50 : 100
    #expect(try json.rewritten(text(deepest)) == text(deepest))
    let error = #expect(throws: CodecError.self) { try json.rewritten(text(deepest + 1)) }
    #expect(error?.kind == .limit)
    #expect(throws: CodecError.self) { try json.rewritten(String(repeating: opening, count: 100_000)) }
  }

  @Test("any JSON may be nested as deeply as the messages that it becomes", arguments: [("[", "]"), ("{\"n\":", "}")])
  func values(_ opening: String, _ closing: String) throws {
    let json = try Self.all.get()
    func text(_ count: Int) -> String {
      "{\"value\":" + String(repeating: opening, count: count) + (opening == "[" ? "" : "true")
        + String(repeating: closing, count: count) + "}"
    }
    #expect(try json.rewritten(text(25)) == text(25))
    let error = #expect(throws: CodecError.self) { try json.rewritten(text(200)) }
    #expect(error?.kind == .limit)
    #expect(throws: CodecError.self) {
      try json.rewritten("{\"value\":" + String(repeating: opening, count: 100_000))
    }
  }

  @Test("what is stepped over may not be nested too deeply either")
  func skipped() throws {
    let json = try ProtoJSON(JSONSchema.files, message: "t.All", options: ProtoJSONOptions(ignoresUnknownFields: true))
    let error = #expect(throws: CodecError.self) {
      try json.rewritten("{\"x\":" + String(repeating: "[", count: 100_000))
    }
    #expect(error?.kind == .limit)
  }

  @Test("large messages that take few bytes are limited by the length of the text")
  func slots() throws {
    let json = try ProtoJSON(JSONSchema.files, message: "t.All", limits: MessageLimits(maximumSlots: 1 << 16))
    let error = #expect(throws: CodecError.self) {
      try json.rewritten("{\"inners\":[" + Array(repeating: "{}", count: 2_000).joined(separator: ",") + "]}")
    }
    #expect(error?.kind == .limit)
  }

  @Test("numbers with huge exponents or many digits take no time")
  func numbers() throws {
    let json = try Self.all.get()
    let digits = String(repeating: "9", count: 20_000)
    for text in ["1e99999999999999999999", "1e-99999999999999999999", digits, "0." + digits, digits + "e-20000"] {
      _ = try? json.rewritten("{\"double\":\(text)}")
      #expect(throws: CodecError.self) { try json.rewritten("{\"int32\":\(text)}") }
    }
    #expect(try json.rewritten("{\"int32\":0e99999999999999999999}") == "{}")
    #expect(try json.rewritten("{\"double\":\(digits)e-19999}") == "{\"double\":10.0}")
  }

  @Test("long names and texts are cut in messages")
  func longNames() throws {
    let json = try Self.all.get()
    let long = String(repeating: "x", count: 100_000)
    for text in [
      "{\"\(long)\":1}", "{\"labels\":{\"\(long)\":1}}", "{\"int32\":\"\(long)\"}", "{\"color\":\"\(long)\"}",
      "{\"labels\":{\"\(long)\":\"\",\"\(long)\":\"\"}}",
    ] {
      let error = #expect(throws: CodecError.self) { try json.rewritten(text) }
      #expect(error.map { $0.description.utf8.count < 1_500 } == true)
    }
  }

  @Test("no cut-off or damaged text does more than be refused")
  func damage() throws {
    let json = try ProtoJSON(JSONSchema.files, message: "t.All", options: ProtoJSONOptions(.cells))
    let text = Array(
      #"{"int32":-12,"double":"1e5","texts":["a\n","\u00e9\ud83d\ude01"],"byInt32":{"1":{"bool":true}},"time":"2024-05-06T07:08:09Z","value":[{"a":null}],"any":{"@type":"x/t.Small","id":1},"bytes":"AAEC"}"#
        .utf8)
    var arena = MessageArena()
    for count in 0..<text.count {
      #expect(throws: CodecError.self) { try json.fill(&arena, withJSON: text.prefix(count)) }
    }
    for place in text.indices {
      for byte in [0, 0x22, 0x5C, 0x7B, 0x5D, 0x39, 0xFF] as [UInt8] {
        var damaged = text
        damaged[place] = byte
        if (try? json.fill(&arena, withJSON: damaged)) != nil { _ = try? json.text(of: arena) }
      }
    }
  }

  @Test("many keys of a map are compared in little time")
  func manyKeys() throws {
    let json = try Self.all.get()
    let members = (0..<2_000).map { "\"k\($0)\":\"\"" }
    let text = "{\"labels\":{" + members.joined(separator: ",") + "}}"
    #expect(try json.rewritten(text) == text)
    let doubled = "{\"labels\":{" + (members + ["\"k7\":\"\""]).joined(separator: ",") + "}}"
    let error = #expect(throws: CodecError.self) { try json.rewritten(doubled) }
    #expect(error?.message == "the key \"k7\" is given twice")
  }
}
