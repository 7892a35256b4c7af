public import SchemaCore

/// Every way in which the registry says no. Texts and status codes are made where the answer leaves the process.
public enum RegistryError: Error, Sendable {
  /// The subject has no version that counts.
  case subjectNotFound(SubjectName)
  /// The subject has versions, but not this one.
  case versionNotFound(VersionSelector)
  /// No schema like the one that was looked up.
  case schemaNotFound
  case schemaIDNotFound(SchemaID)
  case schemaGUIDNotFound(String)
  case configNotFound(SubjectName)
  case modeNotFound(SubjectName)

  /// The subject is marked as deleted already; only a permanent deletion is left.
  case subjectSoftDeleted(SubjectName)
  /// A permanent deletion needs the mark first.
  case subjectNotSoftDeleted(SubjectName)
  case versionSoftDeleted(VersionKey)
  case versionNotSoftDeleted(VersionKey)
  /// Something refers to the version.
  case referenceExists(VersionKey)
  case contextNotEmpty(ContextName)

  case incompatible(SubjectName, CompatibilityReport)
  case unknownFormat(String)
  case emptySchema
  case invalidSchema(FormatName, SchemaError)
  case invalidReference(SchemaReference, reason: String)
  case referenceNotFound(SubjectName, version: Int32)
  case schemaTooLarge(bytes: Int, limit: Int)
  case versionNotNext
  case invalidSubject(String)
  case invalidRuleSet(RuleSetError)
  case invalidMode
  case forwardModeIsGlobal
  case operationNotPermitted(Refusal)
  case encryptionKey(EncryptionKeyError)

  /// The store failed; the text is its own.
  case storeFailed(StoreError)

  /// Why an operation is not permitted in the state that the registry is in.
  public enum Refusal: Hashable, Sendable {
    case readOnly(SubjectName)
    case notImporting(SubjectName)
    case notReadWrite(SubjectName)
    case identifierTaken(SchemaID, ContextName)
    case identifierInvalid(SchemaID)
    /// The highest ID that a record can name is taken.
    case noIdentifierLeft(ContextName)
    /// The highest version number is taken.
    case noVersionLeft(SubjectName)
    case subjectsExist
    case modeIsFixed
  }
}

extension RegistryError {
  /// Checks rules that somebody hands in.
  ///
  /// - Throws: `invalidRuleSet`.
  static func check(_ ruleSet: RuleSet?) throws(RegistryError) {
    do {
      try ruleSet?.validate()
    } catch {
      throw .invalidRuleSet(error)
    }
  }
}
