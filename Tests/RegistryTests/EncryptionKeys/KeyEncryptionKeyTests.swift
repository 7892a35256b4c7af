import Registry
import SchemaCore
import Testing

@Suite struct KeyEncryptionKeyTests {
  @Test(
    "a name begins with a letter or _, goes on with letters, digits, _ and -, and has 256 characters at most",
    arguments: [
      ("k", true), ("_", true), ("k-1_B", true), ("Ключ", true), ("鍵٣", true),
      (String(repeating: "k", count: 256), true),
      ("", false), ("1k", false), ("-k", false), ("k.", false), ("k k", false), ("k/", false), ("k\u{0}", false),
      ("e\u{301}", false), ("𝔎", false), (String(repeating: "k", count: 257), false),
    ])
  func names(_ text: String, isValid: Bool) async throws {
    #expect(try await keyRefusal { _ = try KeyName(text) } == (isValid ? nil : .invalidField("name")))
  }

  @Test("names are told apart by their bytes")
  func exactNames() throws {
    #expect(try KeyName("\u{C5}") != KeyName("\u{212B}"))
  }

  @Test(
    "the clouds' services are called by one name each, others by their own",
    arguments: [
      ("aws-kms", "aws-kms"), ("AWS", "aws-kms"), ("azure", "azure-kms"), ("gcp-something", "gcp-kms"),
      ("hcvault", "hcvault"), ("Local-KMS", "Local-KMS"),
    ])
  func types(_ given: String, _ stored: String) throws {
    #expect(KeyEncryptionKey(name: try KeyName("k"), kmsType: given, kmsKeyID: "i").kmsType == stored)
  }

  @Test("what a key must have is named where it is missing, and parts that are too large are refused")
  func parts() async throws {
    let fixture = try await KeyFixture(options: RegistryOptions(maximumKeyBytes: 10))
    let whole = try KeyFixture.key("k")
    for (field, change) in [
      ("kmsKeyId", { $0.kmsKeyID = "" }), ("kmsType", { $0.kmsType = "" }),
      ("kmsKeyId", { $0.kmsKeyID = "01234567890" }),
      ("doc", { $0.doc = "01234567890" }), ("kmsProps", { $0.kmsProperties = KMSProperties([("012345", "67890")]) }),
    ] as [(String, (inout KeyEncryptionKey) -> Void)] {
      var key = whole
      change(&key)
      let refusal = try await keyRefusal { [key] in _ = try await fixture.registry.createKey(key) }
      #expect(refusal == .invalidField(field))
    }
    #expect(try await fixture.registry.createKey(whole).timestamp > 0)
  }

  /// A stored key, what is sent for the same name, and whether it is refused.
  @Test(
    "creating a key again is refused, unless nothing but the mark of deletion differs",
    arguments: [
      (false, false, false, true), (true, true, false, true), (false, true, false, false), (true, false, false, false),
      (true, false, true, true), (false, true, true, true),
    ])
  func again(wasDeleted: Bool, isDeleted: Bool, isOther: Bool, isRefused: Bool) async throws {
    let fixture = try await KeyFixture()
    try await fixture.createKey("k", isDeleted: wasDeleted)
    let refusal = try await keyRefusal { try await fixture.createKey("k", isShared: isOther, isDeleted: isDeleted) }
    #expect(refusal == (isRefused ? .exists("k") : nil))
    let stored = try fixture.registry.state.key(try KeyName("k"), includesDeleted: true).key
    #expect(stored.isDeleted == (isRefused ? wasDeleted : isDeleted))
  }

  @Test("there is a limit to keys of both kinds, deleted ones included; what is there may still change")
  func limit() async throws {
    let fixture = try await KeyFixture(options: RegistryOptions(maximumKeys: 1))
    try await fixture.createKey("k")
    try await fixture.deleteKey("k")
    #expect(try await keyRefusal { try await fixture.createKey("l") } == .tooMany(limit: 1))
    try await fixture.createKey("k")
    try await fixture.createDataKey("k", "s", material: "bQ==")
    #expect(
      try await keyRefusal { try await fixture.createDataKey("k", "s", version: 2, material: "bQ==") }
        == .tooMany(limit: 1))
    try await fixture.createDataKey("k", "s", material: "bg==", rewraps: true)
  }

  @Test("a change keeps what it does not mention and clears what is null; nothing is written if nothing changes")
  func changes() async throws {
    let fixture = try await KeyFixture()
    let name = try KeyName("k")
    var key = try KeyFixture.key("k")
    key.doc = "doc"
    key.kmsProperties = KMSProperties([("a", "b")])
    _ = try await fixture.registry.createKey(key)
    let position = fixture.registry.position
    #expect(try await fixture.registry.changeKey(KeyEncryptionKeyChange(doc: "doc"), of: name).key == key)
    #expect(fixture.registry.position == position)
    key.isShared = true
    #expect(try await fixture.registry.changeKey(KeyEncryptionKeyChange(isShared: true), of: name).key == key)
    let cleared = try await fixture.registry.changeKey(
      KeyEncryptionKeyChange(clearing: [.doc, .kmsProperties, .isShared]), of: name)
    #expect(try cleared.key == KeyFixture.key("k"))
    try await fixture.deleteKey("k")
    let refusal = try await keyRefusal { _ = try await fixture.registry.changeKey(KeyEncryptionKeyChange(), of: name) }
    #expect(refusal == .notFound("k"))
  }

  @Test("credentials are not shown, and who sends back what was shown does not lose them")
  func secrets() async throws {
    let fixture = try await KeyFixture()
    let name = try KeyName("k")
    var key = try KeyFixture.key("k")
    key.kmsProperties = KMSProperties([("secret", "s"), ("token.id", "t"), ("namespace", "n")])
    _ = try await fixture.registry.createKey(key)
    let shown = key.kmsProperties.withoutSecrets
    #expect(shown == KMSProperties([("namespace", "n")]))
    let changed = try await fixture.registry.changeKey(
      KeyEncryptionKeyChange(kmsProperties: KMSProperties([("namespace", "m"), ("token.id", "[hidden]")])), of: name)
    #expect(changed.key.kmsProperties.sorted.map(\.value) == ["m", "s", "t"])
    let replaced = try await fixture.registry.changeKey(
      KeyEncryptionKeyChange(kmsProperties: KMSProperties([("secret", "r")])), of: name)
    #expect(replaced.key.kmsProperties == KMSProperties([("secret", "r"), ("token.id", "t")]))
    try await fixture.deleteKey("k")
    key.kmsProperties = KMSProperties()
    #expect(try await !fixture.registry.createKey(key).key.isDeleted)
  }

  @Test("a key goes step by step, and only when it wraps nothing")
  func deletion() async throws {
    let fixture = try await KeyFixture()
    #expect(try await keyRefusal { try await fixture.deleteKey("k") } == .notFound("k"))
    try await fixture.createKey("k")
    try await fixture.createDataKey("k", "s", material: "bQ==")
    for isPermanent in [false, true] {
      #expect(try await keyRefusal { try await fixture.deleteKey("k", permanently: isPermanent) } == .inUse("k"))
    }
    try await fixture.deleteDataKey("k", "s")
    #expect(try await keyRefusal { try await fixture.deleteKey("k", permanently: true) } == .inUse("k"))
    try await fixture.deleteDataKey("k", "s", permanently: true)
    #expect(try await keyRefusal { try await fixture.deleteKey("k", permanently: true) } == .notSoftDeleted("k"))
    try await fixture.deleteKey("k")
    try await fixture.deleteKey("k")
    #expect(fixture.registry.state.keyNames().isEmpty)
    try await fixture.registry.undeleteKey(try KeyName("k"))
    #expect(try fixture.registry.state.keyNames() == [KeyName("k")])
    try await fixture.deleteKey("k")
    try await fixture.deleteKey("k", permanently: true)
    #expect(fixture.registry.state.keyNames(.all).isEmpty)
    #expect(try await keyRefusal { try await fixture.registry.undeleteKey(try KeyName("k")) } == .notFound("k"))
  }

  @Test(
    "names are listed by the subjects of what they wrap",
    arguments: [
      ([], ["a", "b", "c"]), ([""], ["a", "b"]), (["s"], ["a"]), (["t"], []), ([":.c:"], ["b"]), ([":.c:t"], ["b"]),
      ([":*:t"], ["b"]), ([":.:"], ["a"]), (["s", ":.c:"], ["a", "b"]),
    ] as [([String], [String])])
  func listing(prefixes: [String], expected: [String]) async throws {
    let fixture = try await KeyFixture()
    for name in ["c", "b", "a"] { try await fixture.createKey(name) }
    try await fixture.createDataKey("a", "subject", material: "bQ==")
    try await fixture.createDataKey("b", ":.c:topic", material: "bQ==")
    #expect(fixture.registry.state.keyNames(subjectPrefixes: prefixes).map(\.description) == expected)
  }
}
