import Crypto
import RegistryAPI
import SchemaCore

/// A schema as it stands in a file: a line with the checksum of the rest, and the rest as JSON.
struct StoredSchema {
  var text: RegisteredText
  /// What it answers, and of which registry.
  var key: String

  init(text: RegisteredText, key: String) {
    self.text = text
    self.key = key
  }

  /// - Throws: `CacheFileError` if the bytes are not what was written, or answer something else.
  init(bytes: [UInt8], key: String) throws(CacheFileError) {
    guard let end = bytes.firstIndex(of: UInt8(ascii: "\n")),
      bytes[..<end].elementsEqual(Self.heading(bytes[(end + 1)...]))
    else { throw CacheFileError("a file of the schema cache is damaged; the registry is asked instead") }
    let body: RegisteredSchemaBody
    let members: JSONObject
    do {
      let json = try JSONParser.parse(bytes[(end + 1)...])
      members = json.object ?? JSONObject()
      body = try RegisteredSchemaBody(json: json)
    } catch {
      throw CacheFileError("a file of the schema cache is of another version: \(error)")
    }
    guard members["key"]?.string == key, let schema = body.schema, let elements = members["resolved"]?.array else {
      throw CacheFileError("a file of the schema cache is of another version")
    }
    self.key = key
    text = RegisteredText(
      id: SchemaID(rawValue: body.id), guid: body.guid.flatMap { SchemaGUID($0) },
      subject: body.subject.map { SubjectName(qualified: $0) }, version: body.version.map(SchemaVersion.init),
      schema: schema, references: try elements.map { (json) throws(CacheFileError) in try Self.reference(json) })
  }

  /// The file.
  var bytes: [UInt8] {
    let body = RegisteredSchemaBody(
      subject: text.subject?.description, version: text.version?.rawValue, id: text.id.rawValue,
      guid: text.guid?.description, schema: text.schema)
    var members = body.json.object ?? JSONObject()
    members["key"] = .string(key)
    members["resolved"] = .array(
      text.references.map { resolved in
        [
          "name": .string(resolved.reference.name), "subject": .string(resolved.reference.subject),
          "version": resolved.reference.version.json, "text": .string(resolved.text),
        ]
      })
    let rest = JSONWriter.bytes(.object(members))
    return Self.heading(rest) + [UInt8(ascii: "\n")] + rest
  }

  /// One text for each request to each registry.
  static func key(of request: SchemaRequest, in registry: String) -> String {
    let parts: [String] =
      switch request {
      case .identity(let identity, let context): ["identity", context.description, "\(identity)"]
      case .version(let version, let subject): ["version", subject.description, version.description]
      case .latest(let subject, let properties):
        ["latest", subject.description] + properties.flatMap { [$0.key.text, $0.value.text] }
      case .lookUp(let schema, let subject, let normalizes):
        ["lookup", subject.description, "\(normalizes)", JSONWriter.text(SchemaBody(schema).json)]
      case .register(let schema, let subject, let normalizes, let propagates):
        ["register", subject.description, "\(normalizes) \(propagates)", JSONWriter.text(SchemaBody(schema).json)]
      }
    return JSONWriter.text(([registry] + parts).json)
  }

  /// A name that any file system takes.
  static func fileName(of key: String) -> String {
    Hexadecimal.text(Array(SHA256.hash(data: Array(key.utf8))).prefix(20)) + CacheFolder.suffix
  }

  private static func heading(_ rest: some Collection<UInt8>) -> [UInt8] {
    Array("martlet-schema 1 \(Hexadecimal.text(Array(SHA256.hash(data: Array(rest)))))".utf8)
  }

  private static func reference(_ json: JSONValue) throws(CacheFileError) -> ResolvedReference {
    guard let members = json.object, let name = members["name"]?.string, let subject = members["subject"]?.string,
      let version = members["version"]?.number?.int64.flatMap(Int32.init(exactly:)), let text = members["text"]?.string
    else { throw CacheFileError("a file of the schema cache is of another version") }
    return ResolvedReference(SchemaReference(name: name, subject: subject, version: version), text: text)
  }
}
