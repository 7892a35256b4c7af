import Crypto
public import SchemaCore

/// What makes two schemas one: the GUID, and the format, which the GUID does not cover.
struct ContentKey: Hashable, Sendable {
  var format: FormatName
  var guid: SchemaGUID
}

extension SchemaGUID {
  /// The identity of a content: the MD5 of the text, then of each reference its name, its subject and its version as
  /// four bytes, most significant first, then of metadata and rules if there are any, without separators.
  ///
  /// Source: the REST API's section on the content's MD5.
  public init(of schema: SchemaText) {
    var hash = Insecure.MD5()
    hash.update(schema.text)
    for reference in schema.references {
      hash.update(reference.name)
      hash.update(reference.subject)
      withUnsafeBytes(of: reference.version.bigEndian) { hash.update(bufferPointer: $0) }
    }
    if let metadata = schema.metadata { hash.update(metadata) }
    if let ruleSet = schema.ruleSet { hash.update(ruleSet) }
    // An MD5 digest has 16 bytes.
    self = hash.finalize().withUnsafeBytes { digest in
      SchemaGUID(
        high: UInt64(bigEndian: digest.loadUnaligned(as: UInt64.self)),
        low: UInt64(bigEndian: digest.loadUnaligned(fromByteOffset: 8, as: UInt64.self)))
    }
  }
}

extension Insecure.MD5 {
  /// What tells something empty from nothing, and a disabled rule from another.
  private static let mark: [UInt8] = [1]

  fileprivate mutating func update(_ metadata: SchemaMetadata) {
    update(data: Self.mark)
    for entry in metadata.tags {
      update(entry.key.text)
      for tag in entry.value { update(tag) }
    }
    for property in metadata.properties {
      update(property.key.text)
      update(property.value.text)
    }
    for name in metadata.sensitive { update(name) }
  }

  fileprivate mutating func update(_ ruleSet: RuleSet) {
    update(data: Self.mark)
    for rule in ruleSet.rules { update(rule) }
    update(ruleSet.enableAt?.rawValue)
  }

  private mutating func update(_ rule: Rule) {
    for text in [rule.name, rule.doc, rule.kind.rawValue, rule.mode.rawValue, rule.type] { update(text) }
    for tag in rule.tags { update(tag) }
    for parameter in rule.parameters {
      update(parameter.key.text)
      update(parameter.value.text)
    }
    for text in [rule.expression, rule.onSuccess, rule.onFailure] { update(text) }
    if rule.isDisabled { update(data: Self.mark) }
  }

  /// By a pointer: `update(data:)` is generic code of another module, and opening a registry hashes each schema.
  fileprivate mutating func update(_ text: String?) {
    guard var text else { return }
    text.withUTF8 { update(bufferPointer: UnsafeRawBufferPointer($0)) }
  }
}

extension SchemaText {
  var contentKey: ContentKey { ContentKey(format: format, guid: SchemaGUID(of: self)) }
}
