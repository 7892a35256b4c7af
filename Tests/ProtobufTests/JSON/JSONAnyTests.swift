import SchemaCore
import Testing

@testable import Protobuf

@Suite("Any in ProtoJSON")
struct JSONAnyTests {
  private static let all = Result { try ProtoJSON(JSONSchema.files, message: "t.All") }

  @Test(
    "is written as it is read",
    arguments: [
      #"{"any":{}}"#, #"{"any":{"@type":"type.googleapis.com/t.Small","id":5,"name":"x"}}"#,
      #"{"any":{"@type":"/t.Small"}}"#,
      #"{"any":{"@type":"a.b/c/t.Small","next":{"id":1}}}"#,
      #"{"any":{"@type":"type.googleapis.com/google.protobuf.Int32Value","value":12345}}"#,
      #"{"any":{"@type":"type.googleapis.com/google.protobuf.Duration","value":"1.500s"}}"#,
      #"{"any":{"@type":"type.googleapis.com/google.protobuf.Timestamp","value":"1970-01-01T00:00:00Z"}}"#,
      #"{"any":{"@type":"type.googleapis.com/google.protobuf.FieldMask","value":"foo,barBaz"}}"#,
      #"{"any":{"@type":"type.googleapis.com/google.protobuf.Struct","value":{"foo":1.0}}}"#,
      #"{"any":{"@type":"type.googleapis.com/google.protobuf.Value","value":null}}"#,
      #"{"any":{"@type":"type.googleapis.com/google.protobuf.Empty"}}"#,
      #"{"any":{"@type":"type.googleapis.com/google.protobuf.Any","value":{"@type":"x/t.Small","id":1}}}"#,
      #"{"any":{"@type":"x/t.All","any":{"@type":"x/t.Small","tags":["a\n"]},"int32":1}}"#
        .replacing(
          #""any":{"@type":"x/t.Small","tags":["a\n"]},"int32":1"#,
          with: #""int32":1,"any":{"@type":"x/t.Small","tags":["a\n"]}"#),
      #"{"anys":[{"@type":"x/t.Small","id":1},{"@type":"x/t.Wide","f130":2},{"@type":"x/t.Small","id":3}]}"#,
      #"{"string":"before","any":{"@type":"x/t.Small","name":"in"},"stringValue":"after"}"#,
    ])
  func same(_ text: String) throws {
    #expect(try Self.all.get().rewritten(text) == text)
  }

  @Test("may have its type anywhere among the members, with escapes")
  func anywhere() throws {
    let json = try Self.all.get()
    let expected = #"{"any":{"@type":"x/t.Small","id":5,"name":"a\nb"},"stringValue":"\t"}"#
    for text in [
      #"{"any":{"id":5,"name":"a\nb","@type":"x/t.Small"},"stringValue":"\t"}"#,
      #"{"any":{"id":5,"\u0040type":"x\/t.Small","na\u006de":"a\nb"},"stringValue":"\u0009"}"#,
      #"{"stringValue":"\t", "any" : { "name" : "a\nb" , "@type" : "x/t.Small" , "id" : 5 } }"#,
    ] { #expect(try json.rewritten(text) == expected) }
    #expect(
      try json.rewritten(#"{"any":{"value":"1.5s","@type":"x/google.protobuf.Duration"}}"#)
        == #"{"any":{"@type":"x/google.protobuf.Duration","value":"1.500s"}}"#)
  }

  @Test(
    "that does not fit is refused with the path in the whole text",
    arguments: [
      (#"{"any":{"@type":"","value":""}}"#, nil),
      (
        #"{"any":{"@type":"not_a_url","value":""}}"#,
        "any: the type of an Any is a URL that ends in a slash and the type's name, found \"not_a_url\" (at 1:8)"
      ),
      (#"{"any":{"id":1}}"#, "any: an Any needs the member \"@type\" with the URL of its type (at 1:8)"),
      (
        #"{"any":{"@type":"x/t.None"}}"#,
        "any: the type of the Any, x/t.None, is in none of the schema's files; add the one that defines it to the references (at 1:8)"
      ),
      (#"{"any":{"@type":5}}"#, #"any.@type: expected a string, found 5 (at 1:17)"#),
      (#"{"any":{"@type":"x/t.Small","@type":"x/t.Small"}}"#, nil),
      (
        #"{"any":{"@type":"x/t.Small","id":"x"}}"#,
        "any.id: expected int32 (a whole number from -2147483648 to 2147483647), found \"x\" (at 1:34)"
      ),
      (#"{"any":{"@type":"x/t.Small","idd":1}}"#, "any: t.Small has no field \"idd\"; did you mean \"id\"? (at 1:29)"),
      (#"{"any":{"@type":"x/google.protobuf.Duration"}}"#, nil),
      (#"{"any":{"@type":"x/google.protobuf.Duration","value":"1"}}"#, nil),
      (#"{"any":{"@type":"x/google.protobuf.Duration","value":"1s","a":1}}"#, nil),
      (#"{"any":{"@type":"x/google.protobuf.Duration","value":"1s","value":"1s"}}"#, nil),
      (#"{"any":{"@type":"x/google.protobuf.Empty","value":{}}}"#, nil), (#"{"any":[]}"#, nil), (#"{"any":"x"}"#, nil),
      (#"{"any":{"@type":"x/t.Small","id":1,}}"#, nil),
      (#"{"any":{"@type":"x/t.All.LabelsEntry","key":"a"}}"#, nil),
    ] as [(String, String?)])
  func misfits(_ text: String, _ message: String?) throws {
    let json = try Self.all.get()
    let error = #expect(throws: CodecError.self) { try json.rewritten(text) }
    if let message { #expect(error?.description == message) }
  }

  @Test("of a type that is not known is kept as bytes, if that is asked for")
  func unknown() throws {
    let json = try ProtoJSON(JSONSchema.files, message: "t.All", options: ProtoJSONOptions(keepsUnknownAny: true))
    let text = #"{"any":{"@type":"x/t.None","value":"CAU="}}"#
    #expect(try json.rewritten(text) == text)
    #expect(
      try json.rewritten(#"{"any":{"@type":"x/t.None","value":""}}"#) == #"{"any":{"@type":"x/t.None","value":""}}"#)
    let withoutSlash = #"{"any":{"@type":"t.None","value":"CAU="}}"#
    #expect(try json.rewritten(withoutSlash) == withoutSlash)
    #expect(throws: CodecError.self) { try json.rewritten(#"{"any":{"@type":"x/t.None"}}"#) }
    #expect(throws: CodecError.self) { try json.rewritten(#"{"any":{"@type":"x/t.None","value":"A"}}"#) }
  }

  @Test("in one another are nested as deeply as messages may be")
  func depth() throws {
    let json = try Self.all.get()
    func text(_ count: Int) -> String {
      String(repeating: #"{"@type":"x/google.protobuf.Any","value":"#, count: count) + "{}"
        + String(repeating: "}", count: count)
    }
    #expect(try json.rewritten("{\"any\":\(text(40))}") == "{\"any\":\(text(40))}")
    let error = #expect(throws: CodecError.self) { try json.rewritten("{\"any\":\(text(120))}") }
    #expect(error?.kind == .limit)
  }
}
