import SchemaCore

/// A file that a schema refers to.
struct ImportedFile: Sendable {
  let reference: SchemaReference
  /// Its name is that of the reference.
  let file: ParsedFile

  init(_ reference: SchemaReference, _ file: ParsedFile) {
    self.reference = reference
    self.file = file
  }

  /// What tells whether two schemas refer to the same file.
  var origin: DeclaredTypes.Origin {
    .reference(
      subject: ExactText(reference.subject), version: reference.version, digest: ExactText(file.text).hashValue)
  }
}
