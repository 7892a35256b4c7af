import SchemaCore
import Synchronization

/// Parses schemas, and keeps what was parsed: a schema's text is parsed once, however often it is compared.
final class ParsedSchemaCache: Sendable {
  private struct Key: Hashable {
    var schema: SchemaText
    /// What the references lead to: the texts that they stand for may differ from context to context.
    var references: [ResolvedReference]
    var rules: ParsingRules

    var bytes: Int { references.reduce(schema.text.utf8.count) { $0 + $1.text.utf8.count } }
  }

  private struct Entries {
    /// Two generations: when the younger is full it becomes the older, so that what is used stays.
    var young: [Key: any ParsedSchema] = [:]
    var old: [Key: any ParsedSchema] = [:]
    var youngBytes = 0

    mutating func kept(_ key: Key, maximumBytes: Int) -> (any ParsedSchema)? {
      if let parsed = young[key] { return parsed }
      guard let parsed = old[key] else { return nil }
      keep(parsed, key, maximumBytes: maximumBytes)
      return parsed
    }

    mutating func keep(_ parsed: any ParsedSchema, _ key: Key, maximumBytes: Int) {
      youngBytes += key.bytes
      if youngBytes > maximumBytes / 2 {
        old = young
        young = [:]
        youngBytes = key.bytes
      }
      young[key] = parsed
    }
  }

  private let formats: SchemaFormats
  private let maximumBytes: Int
  private let entries = Mutex(Entries())

  /// A cache over the installed formats.
  ///
  /// - Parameter maximumBytes: how much schema text may be kept, references included; the oldest unused goes first.
  init(formats: SchemaFormats, maximumBytes: Int = 4 << 20) {
    self.formats = formats
    self.maximumBytes = maximumBytes
  }

  /// True if schemas of this format can be parsed.
  func contains(_ format: FormatName) -> Bool { formats.contains(format) }

  /// The names of the formats that can be parsed.
  var formatNames: [FormatName] { formats.names }

  /// Parses a schema, or returns what was parsed before. Errors are not kept.
  ///
  /// - Throws: `SchemaError`.
  func parse(
    _ schema: SchemaText, references: [ResolvedReference], rules: ParsingRules
  ) throws(SchemaError) -> any ParsedSchema {
    let key = Key(schema: schema.bare, references: references, rules: rules)
    if let kept = entries.withLock({ $0.kept(key, maximumBytes: maximumBytes) }) { return kept }
    // Outside the lock: two tasks may parse the same text once each, but nobody waits for a parser.
    let parsed = try formats.parse(schema, references: references, rules: rules)
    entries.withLock { $0.keep(parsed, key, maximumBytes: maximumBytes) }
    return parsed
  }
}
