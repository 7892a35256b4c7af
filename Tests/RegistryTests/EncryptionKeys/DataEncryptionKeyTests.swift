import Registry
import SchemaCore
import Testing

@Suite struct DataEncryptionKeyTests {
  @Test(
    "a key that only the client may use needs material, and a shared one must not have any where one is stored",
    arguments: [
      (false, nil, nil, .invalidField("encryptedKeyMaterial")), (false, "bQ==", nil, nil), (true, nil, nil, nil),
      (false, "bQ==", "bQ==", .exists("s")), (false, "bQ==", "bg==", .exists("s")), (true, nil, "bQ==", .exists("s")),
    ] as [(Bool, String?, String?, EncryptionKeyError?)])
  func creation(isShared: Bool, material: String?, old: String?, refusal: EncryptionKeyError?) async throws {
    let fixture = try await KeyFixture()
    try await fixture.createKey("k")
    if let old { try await fixture.createDataKey("k", "s", material: old) }
    if isShared {
      _ = try await fixture.registry.changeKey(KeyEncryptionKeyChange(isShared: true), of: try KeyName("k"))
    }
    #expect(try await keyRefusal { try await fixture.createDataKey("k", "s", material: material) } == refusal)
  }

  @Test(
    "a shared key's data keys are made by the registry, in the form that clients unwrap",
    arguments: [(DataKeyAlgorithm.aes128GCM, [0x1A, 16]), (.aes256GCM, [0x1A, 32]), (.aes256SIV, [0x12, 64])])
  func generation(_ algorithm: DataKeyAlgorithm, _ head: [UInt8]) async throws {
    let fixture = try await KeyFixture()
    try await fixture.createKey("k", isShared: true)
    let made = try await fixture.createDataKey("k", "s", algorithm)
    let material = try #require(made.keyMaterial)
    #expect(Array(material.prefix(2)) == head)
    #expect(material.count == 2 + Int(head[1]))
    let series = try KeyFixture.series("k", "s", algorithm)
    #expect(try await fixture.registry.dataKey(.latest, of: series) == made)
    #expect(try await fixture.createDataKey("k", "t", algorithm).keyMaterial != material)
  }

  @Test("what a client has wrapped for a shared key is proved by unwrapping, but not while importing")
  func verification() async throws {
    let fixture = try await KeyFixture()
    try await fixture.createKey("k", isShared: true)
    let made = try await fixture.createDataKey("k", "s")
    let wrapped = made.stored.key.encryptedKeyMaterial
    #expect(try await fixture.createDataKey("k", "t", material: wrapped).keyMaterial == made.keyMaterial)
    for material in ["bQ==", "no base64", ""] {
      guard
        case .unwrappingFailed("u", let error)? = try await keyRefusal({
          try await fixture.createDataKey("k", "u", material: material)
        })
      else {
        Issue.record("\(material) was accepted")
        continue
      }
      #expect(error.kind == .failed)
    }
    #expect(try fixture.versions("k", "u", includesDeleted: true) == [])
    _ = try await fixture.registry.changeMode(.import, of: SubjectName(name: "u"))
    #expect(try await fixture.createDataKey("k", "u", material: "bQ==").keyMaterial == nil)
    #expect(try await fixture.createDataKey("k", "u", version: 2).keyMaterial == nil)
  }

  @Test("a data key needs its key: a live one, or for a deleted data key any")
  func parents() async throws {
    let fixture = try await KeyFixture()
    #expect(try await keyRefusal { try await fixture.createDataKey("k", "s", material: "bQ==") } == .notFound("k"))
    try await fixture.createKey("k", isDeleted: true)
    #expect(try await keyRefusal { try await fixture.createDataKey("k", "s", material: "bQ==") } == .notFound("k"))
    try await fixture.createDataKey("k", "s", material: "bQ==", isDeleted: true)
    #expect(try await keyRefusal { _ = try fixture.versions("k", "s") } == .notFound("k"))
    #expect(try fixture.versions("k", "s", includesDeleted: true) == [1])
    #expect(try await keyRefusal { try await fixture.undeleteDataKey("k", "s") } == .softDeleted("k"))
  }

  @Test("creating a deleted key again brings it back if the material is the same")
  func undeletionByCreating() async throws {
    let fixture = try await KeyFixture()
    try await fixture.createKey("k")
    try await fixture.createDataKey("k", "s", material: "bQ==")
    try await fixture.deleteDataKey("k", "s")
    #expect(try await keyRefusal { try await fixture.createDataKey("k", "s", material: "bg==") } == .exists("s"))
    try await fixture.createDataKey("k", "s", material: "bQ==")
    #expect(try fixture.versions("k", "s") == [1])
  }

  @Test("versions, algorithms and contexts are keys of their own; latest is the highest that counts")
  func versions() async throws {
    let fixture = try await KeyFixture()
    try await fixture.createKey("k")
    for version in [3, 1, 2] as [Int32] {
      try await fixture.createDataKey("k", "s", version: version, material: "bQ==")
    }
    try await fixture.createDataKey("k", "s", .aes256SIV, material: "bQ==")
    try await fixture.createDataKey("k", ":.c:s", material: "bQ==")
    #expect(try fixture.versions("k", "s") == [1, 2, 3])
    #expect(try fixture.versions("k", "other") == [])
    #expect(
      try fixture.registry.state.dataKeySubjects(of: try KeyName("k")).map(\.description) == [":.c:s", "s"])
    try await fixture.deleteDataKey("k", "s", version: .latest)
    let series = try KeyFixture.series("k", "s")
    #expect(try fixture.registry.state.dataKey(.latest, of: series).key.id.version.rawValue == 2)
    #expect(try fixture.registry.state.dataKey(.latest, of: series, includesDeleted: true).key.id.version.rawValue == 3)
    try await fixture.deleteDataKey("k", "s")
    #expect(try fixture.versions("k", "s") == [])
    #expect(
      try fixture.registry.state.dataKeySubjects(of: try KeyName("k")).map(\.description) == [":.c:s", "s"])
    try await fixture.undeleteDataKey("k", "s", version: .number(SchemaVersion(rawValue: 2)))
    #expect(try fixture.versions("k", "s") == [2])
    try await fixture.undeleteDataKey("k", "s")
    #expect(try fixture.versions("k", "s") == [1, 2, 3])
  }

  @Test("a data key is marked before it goes for good, all of its versions or one")
  func deletion() async throws {
    let fixture = try await KeyFixture()
    try await fixture.createKey("k")
    #expect(try await keyRefusal { try await fixture.deleteDataKey("k", "s") } == .notFound("s"))
    #expect(try await keyRefusal { try await fixture.undeleteDataKey("k", "s") } == .notFound("s"))
    #expect(try await keyRefusal { try await fixture.deleteDataKey("l", "s") } == .notFound("l"))
    let first = VersionSelector.number(SchemaVersion(rawValue: 1))
    for version in [1, 2] as [Int32] { try await fixture.createDataKey("k", "s", version: version, material: "bQ==") }
    try await fixture.deleteDataKey("k", "s", version: first)
    #expect(
      try await keyRefusal { try await fixture.deleteDataKey("k", "s", permanently: true) } == .notSoftDeleted("s"))
    #expect(try fixture.versions("k", "s", includesDeleted: true) == [1, 2])
    try await fixture.deleteDataKey("k", "s", version: first, permanently: true)
    #expect(try await keyRefusal { try await fixture.deleteDataKey("k", "s", version: first) } == .notFound("s"))
    #expect(
      try await keyRefusal { try await fixture.deleteDataKey("k", "s", version: .latest, permanently: true) }
        == .notSoftDeleted("s"))
    try await fixture.deleteDataKey("k", "s")
    try await fixture.deleteDataKey("k", "s", permanently: true)
    #expect(try fixture.registry.state.dataKeySubjects(of: try KeyName("k"), includesDeleted: true) == [])
  }

  @Test("a subject has a name without control characters", arguments: ["", "a\u{0}", ":.:", "\u{85}"])
  func subjects(_ subject: String) async throws {
    #expect(try await keyRefusal { _ = try KeyFixture.series("k", subject) } == .invalidField("subject"))
  }
}
