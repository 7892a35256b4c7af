import Registry
import SchemaCore
import Testing

@Suite struct ContentIdentityTests {
  @Test("the GUID is the MD5 of text and references")
  func vectors() {
    #expect(SchemaGUID(of: SchemaText(text: #""string""#)).description == "095d71cf-1255-6b9d-5e33-0ad575b3df5d")
    let reference = SchemaReference(name: "a.B", subject: "sub", version: 1)
    let guid = SchemaGUID(of: SchemaText(text: #""string""#, references: [reference]))
    #expect(guid.description == "4f8d8e11-3efe-0430-4bcc-b1f2d205ebb2")
  }

  @Test("the same text in two formats has one GUID and two IDs")
  func formats() async throws {
    var state = RegistryState()
    for (index, format) in [FormatName.avro, .json].enumerated() {
      let key = VersionKey(SubjectName(name: format.rawValue), SchemaVersion(rawValue: 1))
      let record = SchemaRecord(
        key: key, id: SchemaID(rawValue: Int32(index + 1)), schema: SchemaText(format: format, text: #""string""#))
      state.apply(LogEntry(position: state.nextPosition, timestamp: 0, token: 0, record: .schema(record)))
    }
    let guid = SchemaGUID(of: SchemaText(text: #""string""#))
    #expect(state.ids(of: guid).map(\.id.rawValue) == [1, 2])
  }

  @Test("an ID keeps the first content that a log gives it")
  func conflict() throws {
    var state = RegistryState()
    for (version, text) in [(1, #""string""#), (2, #""int""#)] {
      let key = VersionKey(SubjectName(name: "s"), SchemaVersion(rawValue: Int32(version)))
      let record = SchemaRecord(key: key, id: SchemaID(rawValue: 1), schema: SchemaText(text: text))
      state.apply(LogEntry(position: state.nextPosition, timestamp: 0, token: 0, record: .schema(record)))
    }
    #expect(try state.schema(id: SchemaID(rawValue: 1), for: RegistryState.globalScope).schema.text == #""string""#)
    #expect(try state.versions(of: SubjectName(name: "s")).map(\.rawValue) == [1])
  }
}
