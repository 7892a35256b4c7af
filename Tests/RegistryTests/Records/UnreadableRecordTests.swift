import Registry
import RegistryTesting
import SchemaCore
import Testing

/// What is left of a record that cannot be understood, and what copies of a log hold of it.
@Suite struct UnreadableRecordTests {
  private static let version = #"{"keytype":"SCHEMA","subject":"s","version":2,"magic":1}"#

  @Test(
    "a copy holds what was found, and it cannot be read there either",
    arguments: [
      // What is JSON stays as it is.
      (version, #"{"id":7,"schema":5}"#, version, #"{"id":7,"schema":5}"#),
      (#"{"keytype":"SPELL","magic":0}"#, #"{"a":1}"#, #"{"keytype":"SPELL","magic":0}"#, #"{"a":1}"#),
      (#"{"keytype":"SPELL","magic":0}"#, nil, #"{"keytype":"SPELL","magic":0}"#, nil),
      (#"{"keytype":"ASSOC","a":"b"}"#, "{\n}", #"{"keytype":"ASSOC","a":"b"}"#, "{}"),
      (
        #"{"keytype":"MODE","subject":"s","magic":0}"#, #"{"mode":"SLEEPING"}"#,
        #"{"keytype":"MODE","subject":"s","magic":0}"#, #"{"mode":"SLEEPING"}"#
      ),
      // The rest is a text in JSON.
      (version, #"{"id":11,"#, version, #"{"id":11,"lost":"{\"id\":11,"}"#),
      (version, "x", version, #""x""#),
      (version, "null", version, #""null""#),
      (version, "", version, #""""#),
      ("not JSON", "x", #"{"keytype":"LOST","magic":0}"#, #"{"key":"not JSON","value":"x"}"#),
      ("not JSON", nil, #"{"keytype":"LOST","magic":0}"#, #"{"key":"not JSON","value":null}"#),
      (
        #"{"keytype":"CONTEXT","context":".c"}"#, "{",
        #"{"keytype":"CONTEXT","tenant":"default","context":".c","magic":0}"#, #""{""#
      ),
    ] as [(String, String?, String, String?)])
  func copies(_ key: String, _ value: String?, _ copiedKey: String, _ copiedValue: String?) throws {
    let original = try #require(Self.unreadable(StoredRecord(key: key, value: value)))
    let stored = StoredRecord(.unreadable(original))
    #expect(stored == StoredRecord(key: copiedKey, value: copiedValue))
    let copy = try #require(Self.unreadable(stored))
    #expect(copy.part == original.part)
    #expect(copy.key == original.key)
    #expect(copy.id == original.id)
    #expect(StoredRecord(.unreadable(copy)) == stored)
  }

  @Test("of a record that is lost a copy holds that there was one")
  func lost() throws {
    let stored = StoredRecord(.unreadable(.lost("its row is missing")))
    #expect(stored == StoredRecord(key: #"{"keytype":"LOST","magic":0}"#, value: nil))
    let copy = try #require(Self.unreadable(stored))
    #expect(copy.key == nil)
    #expect(copy.reason.contains("the log that this one is a copy of"))
  }

  @Test(
    "an ID is found in what is left of a value",
    arguments: [
      (#"{"id":7,"schema":5}"#, 7), (#"{"subject":"s","version":2,"id":11,"schema":"{\"ty"#, 11),
      (#"{"id":"7"}"#, nil), (#"{"id":7000000000}"#, nil), (#"[{"id":7}]"#, nil), (#"{"a":{"id":7}}"#, nil),
      (#"{"schema":"#, nil), ("", nil),
    ] as [(String, Int32?)])
  func ids(_ value: String, _ id: Int32?) {
    #expect(Self.unreadable(StoredRecord(key: Self.version, value: value))?.id?.rawValue == id)
  }

  @Test("a key that cannot be read is shown, without what would change a terminal")
  func reason() {
    let key = "\u{1B}[31m" + String(repeating: "k", count: 500)
    let reason = Self.unreadable(StoredRecord(key: key, value: nil))?.reason ?? ""
    #expect(reason.contains("\u{FFFD}[31mkkk"))
    #expect(reason.hasSuffix("k…"))
    #expect(reason.count < 320)
  }

  private static func unreadable(_ stored: StoredRecord) -> UnreadableRecord? {
    if case .unreadable(let record) = stored.readRecord { record } else { nil }
  }
}
