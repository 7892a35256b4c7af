import Registry
import RegistryAPI
import SchemaCore

extension APIError {
  /// The status, code and text of a refusal by the registry.
  init(_ error: RegistryError) {
    self.init(error.code, error.text)
  }
}

extension RegistryError {
  fileprivate var code: APIErrorCode {
    switch self {
    case .subjectNotFound: .subjectNotFound
    case .versionNotFound: .versionNotFound
    case .schemaNotFound, .schemaIDNotFound, .schemaGUIDNotFound: .schemaNotFound
    case .configNotFound: .configNotFound
    case .modeNotFound: .modeNotFound
    case .subjectSoftDeleted: .subjectSoftDeleted
    case .subjectNotSoftDeleted: .subjectNotSoftDeleted
    case .versionSoftDeleted: .versionSoftDeleted
    case .versionNotSoftDeleted: .versionNotSoftDeleted
    case .referenceExists: .referenceExists
    case .contextNotEmpty: .contextNotEmpty
    case .incompatible: .incompatibleSchema
    case .unknownFormat, .emptySchema, .invalidSchema, .invalidReference, .referenceNotFound, .versionNotNext:
      .invalidSchema
    case .schemaTooLarge, .storeFailed(.tooLarge): .schemaTooLarge
    case .invalidSubject: .invalidSubject
    case .invalidRuleSet: .invalidRuleSet
    case .invalidMode, .forwardModeIsGlobal: .invalidMode
    case .operationNotPermitted: .operationNotPermitted
    case .encryptionKey(let error): error.code
    case .storeFailed: .storeError
    }
  }

  /// The reference registry's words, letter by letter, its slips included: there are clients that compare them.
  fileprivate var text: String {
    switch self {
    case .subjectNotFound(let subject):
      "Subject '\(subject)' not found."
    case .versionNotFound(let selector):
      "Version \(selector.number) not found."
    case .schemaNotFound:
      "Schema not found"
    case .schemaIDNotFound(let id):
      "Schema \(id) not found"
    case .schemaGUIDNotFound(let guid):
      "Schema \(guid) not found"
    case .configNotFound(let subject):
      "Subject '\(subject)' does not have subject-level compatibility configured"
    case .modeNotFound(let subject):
      "Subject '\(subject)' does not have subject-level mode configured"
    case .subjectSoftDeleted(let subject):
      "Subject '\(subject)' was soft deleted.Set permanent=true to delete permanently"
    case .subjectNotSoftDeleted(let subject):
      "Subject '\(subject)' was not deleted first before being permanently deleted"
    case .versionSoftDeleted(let key):
      "Subject '\(key.subject)' Version \(key.version) was soft deleted.Set permanent=true to delete permanently"
    case .versionNotSoftDeleted(let key):
      "Subject '\(key.subject)' Version \(key.version) was not deleted first before being permanently deleted"
    case .referenceExists(let key):
      "One or more references exist to the schema "
        + "{magic=1,keytype=SCHEMA,subject=\(key.subject),version=\(key.version)}."
    case .contextNotEmpty(let context):
      "The specified context '\(context)' is not empty."
    case .incompatible(let subject, let report):
      "Schema being registered is incompatible with an earlier schema for subject \"\(subject)\", "
        + "details: [\(report.messages.joined(separator: ", "))]"
    case .unknownFormat(let name):
      "Invalid schema type \(name)"
    case .emptySchema:
      "Empty schema"
    case .invalidSchema(let format, let error):
      "Invalid schema of type \(format), details: \(error)"
    case .invalidReference(let reference, let reason):
      "Invalid schema {references=[\(reference.text)]}, details: \(reason)"
    case .referenceNotFound(let subject, let version):
      "Invalid schema {references=[{subject=\(subject),version=\(version)}]}, details: "
        + "No schema reference found for subject \"\(subject)\" and version \(version)"
    case .schemaTooLarge(let bytes, let limit):
      "\(Self.tooLarge): it has \(bytes) bytes, at most \(limit) are accepted"
    case .versionNotNext:
      "Version is not one more than previous version"
    case .invalidSubject(let subject):
      "The specified subject '\(subject)' is not a valid."
    case .invalidRuleSet(let error):
      error.description
    case .invalidMode:
      "Invalid mode. Valid values are READWRITE, READONLY, IMPORT and FORWARD."
    case .forwardModeIsGlobal:
      "Forward mode only supported on global level"
    case .operationNotPermitted(let refusal):
      refusal.text
    case .encryptionKey(let error):
      error.text
    case .storeFailed(.tooLarge(let reason)):
      "\(Self.tooLarge): \(reason)"
    case .storeFailed(let failure):
      failure.description
    }
  }

  private static let tooLarge = "Register operation failed because schema is too large"
}

extension RegistryError.Refusal {
  fileprivate var text: String {
    switch self {
    case .readOnly(let subject): "\(subject.inContext) is in read-only mode"
    case .notImporting(let subject): "\(subject.inContext) is not in import mode"
    case .notReadWrite(let subject): "\(subject.inContext) is not in read-write mode"
    case .identifierTaken(let id, let context):
      "Overwrite new schema with id \(id) in context \(context) is not permitted."
    case .noIdentifierLeft(let context): "Context \(context) has no schema ID left: the highest, 2^31-1, is taken"
    case .noVersionLeft(let subject): "Subject \(subject) has no version left: the highest, 2^31-1, is taken"
    case .identifierInvalid(let id): "Schema id \(id) is not valid: ids are numbers from 1 to \(Int32.max)"
    case .subjectsExist: "Cannot import since found existing subjects"
    case .modeIsFixed: "Mode changes are not allowed"
    }
  }
}

extension SubjectName {
  fileprivate var inContext: String { "Subject \(self) in context \(contextSubject)" }
}

extension VersionSelector {
  /// The number, or -1 for the latest version.
  fileprivate var number: Int32 {
    switch self {
    case .number(let version): version.rawValue
    case .latest: -1
    }
  }
}

extension SchemaReference {
  fileprivate var text: String { "{name=\(name),subject=\(subject),version=\(version)}" }
}
