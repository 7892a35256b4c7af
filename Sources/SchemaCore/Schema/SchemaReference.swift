/// A schema's use of another one that is registered on its own.
public struct SchemaReference: Hashable, Sendable {
  /// What the referring text calls it: an Avro full name, a Protobuf import path, a JSON Schema `$ref` URI.
  public var name: String
  /// The subject as it was given; without a context it is meant in the referring subject's context.
  public var subject: String
  /// The version's number, or -1 for the latest, which registration replaces by the number.
  public var version: Int32

  public init(name: String, subject: String, version: Int32) {
    self.name = name
    self.subject = subject
    self.version = version
  }

  public static func == (left: SchemaReference, right: SchemaReference) -> Bool {
    ExactText(left.name) == ExactText(right.name) && ExactText(left.subject) == ExactText(right.subject)
      && left.version == right.version
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(ExactText(name))
    hasher.combine(ExactText(subject))
    hasher.combine(version)
  }

  /// What stands in for a version that is to be looked up.
  public static let latestVersion: Int32 = -1
}

/// A reference together with the text that it leads to.
public struct ResolvedReference: Hashable, Sendable {
  /// The reference as the referring schema gives it.
  public var reference: SchemaReference
  /// The referenced schema's text as registered.
  public var text: String

  public init(_ reference: SchemaReference, text: String) {
    self.reference = reference
    self.text = text
  }

  public static func == (left: ResolvedReference, right: ResolvedReference) -> Bool {
    left.reference == right.reference && ExactText(left.text) == ExactText(right.text)
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(reference)
    hasher.combine(ExactText(text))
  }
}
