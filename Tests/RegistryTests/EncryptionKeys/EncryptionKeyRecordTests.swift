import Registry
import RegistryTesting
import SchemaCore
import Testing

@Suite struct EncryptionKeyRecordTests {
  private static let keyForm = #"{"tenant":"default","type":"KEK","name":"k"}"#
  private static let dataKeyForm =
    #"{"tenant":"default","type":"DEK","kekName":"k","subject":":.c:s","algorithm":"AES256_SIV","version":2}"#

  /// Records in the form of the topic in which other registries keep them.
  static func table() throws -> [(RegistryRecord, key: String, value: String?)] {
    let id = DataKeyID(try KeyFixture.series("k", ":.c:s", .aes256SIV), SchemaVersion(rawValue: 2))
    let whole = KeyEncryptionKey(
      name: try KeyName("k"), kmsType: "aws-kms", kmsKeyID: "arn:1",
      kmsProperties: KMSProperties([("b", "2"), ("a", "1")]), doc: "d", isShared: true, isDeleted: true)
    return [
      (
        .encryptionKey(.key(whole)), keyForm,
        #"{"type":"KEK","name":"k","kmsType":"aws-kms","kmsKeyId":"arn:1","kmsProps":{"a":"1","b":"2"},"#
          + #""doc":"d","shared":true,"deleted":true}"#
      ),
      (
        .encryptionKey(.key(try KeyFixture.key("k"))), keyForm,
        #"{"type":"KEK","name":"k","kmsType":"local-kms","kmsKeyId":"id","kmsProps":{},"shared":false,"deleted":false}"#
      ),
      (.encryptionKey(.keyRemoved(try KeyName("k"))), keyForm, nil),
      (
        .encryptionKey(.dataKey(DataEncryptionKey(id: id, encryptedKeyMaterial: "bQ=="))), dataKeyForm,
        #"{"type":"DEK","kekName":"k","subject":":.c:s","algorithm":"AES256_SIV","version":2,"#
          + #""encryptedKeyMaterial":"bQ==","deleted":false}"#
      ),
      (.encryptionKey(.dataKeyRemoved(id)), dataKeyForm, nil),
    ]
  }

  @Test("each kind of record has its form, and is read back from it", arguments: 0..<5)
  func forms(_ row: Int) throws {
    let (record, key, value) = try Self.table()[row]
    let stored = StoredRecord(record)
    #expect(stored.key == key)
    #expect(stored.value == value)
    #expect(try stored.record() == record)
  }

  @Test(
    "what is not a record says what is wrong with it",
    arguments: [
      (#"{"type":"X"}"#, nil, "type X"), (#"{"type":"KEK"}"#, nil, "name"), (#"{"type":7}"#, nil, "type"),
      (#"{"type":"KEK","name":"k"}"#, #"{"kmsType":"t"}"#, "kmsKeyId"),
      (#"{"type":"KEK","name":"k"}"#, #"{"kmsType":"t","kmsKeyId":"i","kmsProps":{"a":1}}"#, "\"a\""),
      (#"{"type":"DEK","kekName":"k","subject":"s","algorithm":"ROT13","version":1}"#, nil, "ROT13"),
      (#"{"type":"DEK","kekName":"k","subject":"s","algorithm":"AES256_GCM"}"#, nil, "version"),
      (
        #"{"type":"DEK","kekName":"k","subject":"s","algorithm":"AES256_GCM","version":1}"#, "{}",
        "encryptedKeyMaterial"
      ),
    ] as [(String, String?, String)])
  func errors(_ key: String, _ value: String?, _ part: String) {
    let error = #expect(throws: RecordCodingError.self) { try StoredRecord(key: key, value: value).record() }
    #expect(error?.description.contains(part) == true)
  }

  @Test("a registry opened on the log answers as the one that wrote it", arguments: 1...10 as ClosedRange<UInt64>)
  func replay(_ seed: UInt64) async throws {
    let fixture = try await Self.history(seed)
    let store = MemoryStore()
    for entry in try await fixture.store.entries(from: .start, limit: .max) {
      // By way of the stored form, as in a file.
      var copy = entry
      copy.record = try StoredRecord(entry.record).record()
      try await store.append([copy])
    }
    let reopened = try await KeyFixture(store: store)
    #expect(try Self.summary(reopened.registry.state) == Self.summary(fixture.registry.state))
  }

  @Test("every prefix of a history is a valid registry", arguments: 1...5 as ClosedRange<UInt64>)
  func prefixes(_ seed: UInt64) async throws {
    let fixture = try await Self.history(seed)
    var state = RegistryState()
    for entry in try await fixture.store.entries(from: .start, limit: .max) {
      state.apply(entry)
      // Nothing is wrapped by a key that is not there, and versions are in order.
      let names = state.keyNames(.all)
      #expect(state.keyNames(subjectPrefixes: [""], .all).allSatisfy(names.contains))
      for name in names {
        for subject in try state.dataKeySubjects(of: name, includesDeleted: true) {
          let series = try DataKeySeries(keyName: name, subject: subject)
          let versions = try state.dataKeyVersions(of: series, includesDeleted: true)
          #expect(versions == versions.sorted())
        }
      }
    }
  }

  /// Some two hundred random changes, many of which are refused.
  private static func history(_ seed: UInt64) async throws -> KeyFixture {
    var random = SeededGenerator(seed: seed)
    let fixture = try await KeyFixture()
    for _ in 0..<200 {
      let name = ["k", "l"][Int.random(in: 0..<2, using: &random)]
      let subject = ["s", "t", ":.c:s"][Int.random(in: 0..<3, using: &random)]
      let version = Int32.random(in: 1...3, using: &random)
      let selector = VersionSelector.number(SchemaVersion(rawValue: version))
      let algorithm = DataKeyAlgorithm.allCases[Int.random(in: 0..<3, using: &random)]
      let isChosen = Bool.random(using: &random)
      let action = Int.random(in: 0..<12, using: &random)
      // A refusal is an answer like any other here.
      _ = await refusal {
        switch action {
        case 0..<2: try await fixture.createKey(name, isShared: true, isDeleted: isChosen)
        case 2..<6:
          try await fixture.createDataKey(name, subject, version: version, algorithm, rewraps: isChosen)
        case 6: try await fixture.deleteDataKey(name, subject, version: selector, permanently: isChosen)
        case 7: try await fixture.deleteDataKey(name, subject, permanently: isChosen)
        case 8: try await fixture.undeleteDataKey(name, subject, version: isChosen ? selector : nil)
        case 9: try await fixture.deleteKey(name, permanently: isChosen)
        case 10: try await fixture.registry.undeleteKey(try KeyName(name))
        default:
          let change = KeyEncryptionKeyChange(doc: "\(version)", isShared: true)
          _ = try await fixture.registry.changeKey(change, of: try KeyName(name))
        }
      }
    }
    return fixture
  }

  private static func summary(_ state: RegistryState) throws -> [String] {
    var lines = ["next \(state.nextPosition)"]
    for name in state.keyNames(.all) {
      lines.append("\(try state.key(name, includesDeleted: true))")
      for subject in try state.dataKeySubjects(of: name, includesDeleted: true) {
        for algorithm in DataKeyAlgorithm.allCases {
          let series = try DataKeySeries(keyName: name, subject: subject, algorithm: algorithm)
          for version in try state.dataKeyVersions(of: series, includesDeleted: true) {
            lines.append("\(try state.dataKey(.number(version), of: series, includesDeleted: true))")
          }
        }
      }
    }
    return lines
  }
}
