import Registry
import RegistryTesting
import SchemaCore
import Testing

@Suite struct ContentTableTests {
  private static let ids = [Int32.min, -17, -1, 0, 1, 15, 16, 17, 1_000_000, .max]

  @Test("an ID of any size is kept, and forgotten with the last version that holds it")
  func sizes() throws {
    var state = RegistryState()
    for (index, id) in Self.ids.enumerated() {
      state.append(.schema(Self.record("s\(index)", id: id, SchemaText(text: "\"\(id)\""))))
    }
    for id in Self.ids {
      let found = try state.schema(id: SchemaID(rawValue: id), for: RegistryState.globalScope)
      #expect(found.schema.text == "\"\(id)\"")
    }
    for index in Self.ids.indices { state.append(.schemaRemoved(Self.record("s\(index)", id: 0).key)) }
    for id in Self.ids {
      #expect(throws: RegistryError.self) {
        try state.schema(id: SchemaID(rawValue: id), for: RegistryState.globalScope)
      }
    }
  }

  @Test("two formats of one text share a GUID and have IDs of their own")
  func formats() throws {
    var state = RegistryState()
    let text = #"{"type":"string"}"#
    state.append(.schema(Self.record("a", id: 2, SchemaText(format: .avro, text: text))))
    state.append(.schema(Self.record("j", id: 1, SchemaText(format: .json, text: text))))
    #expect(state.ids(of: SchemaGUID(of: SchemaText(text: text))).map(\.id.rawValue) == [1, 2])
    state.append(.schemaRemoved(Self.record("a", id: 2).key))
    #expect(state.ids(of: SchemaGUID(of: SchemaText(text: text))).map(\.id.rawValue) == [1])
  }

  private static func record(_ subject: String, id: Int32, _ schema: SchemaText = SchemaText(text: "")) -> SchemaRecord
  {
    SchemaRecord(
      key: VersionKey(SubjectName(name: subject), SchemaVersion(rawValue: 1)), id: SchemaID(rawValue: id),
      schema: schema)
  }
}

extension RegistryState {
  fileprivate mutating func append(_ record: RegistryRecord) {
    apply(LogEntry(position: nextPosition, timestamp: 0, token: 0, record: record))
  }
}
