import Crypto
public import SchemaCore

/// What makes two schemas one: the GUID, and the format, which the GUID does not cover.
struct ContentKey: Hashable, Sendable {
  var format: FormatName
  var guid: SchemaGUID
}

extension SchemaGUID {
  /// The identity of a content: the MD5 of the text, then of each reference its name, its subject and its version as
  /// four bytes, most significant first, without separators.
  public init(of schema: SchemaText) {
    var hash = Insecure.MD5()
    hash.update(data: Array(schema.text.utf8))
    for reference in schema.references {
      hash.update(data: Array(reference.name.utf8))
      hash.update(data: Array(reference.subject.utf8))
      hash.update(data: withUnsafeBytes(of: reference.version.bigEndian) { Array($0) })
    }
    let digest = Array(hash.finalize())
    guard let guid = SchemaGUID(bytes: digest) else { preconditionFailure("an MD5 digest has 16 bytes") }
    self = guid
  }
}

extension SchemaText {
  var contentKey: ContentKey { ContentKey(format: format, guid: SchemaGUID(of: self)) }
}
