import Registry
import SchemaCore
import SchemaReports

/// A registry's refusal as a finding about the schema that it refuses.
enum RefusalFinding {
  static func finding(of error: RegistryError, _ member: SchemaSet.Member, in file: String) -> Finding {
    switch error {
    case .invalidSchema(_, let error):
      return Finding(
        "INVALID_SCHEMA", error.message, file: file, position: error.position, path: error.path?.description)
    case .emptySchema:
      return Finding("INVALID_SCHEMA", "the file is empty", file: file)
    case .referenceNotFound(let subject, let version):
      let wanted = version == SchemaReference.latestVersion ? "" : " version \(version)"
      return Finding(
        "REFERENCE_NOT_FOUND", "it refers to \(subject)\(wanted), which is neither in the set nor where it is compared",
        file: file, fix: "add a file for \(subject), or correct the reference")
    case .invalidReference(let reference, let reason):
      return Finding("INVALID_REFERENCE", "the reference \"\(reference.name)\": \(reason)", file: file)
    case .schemaTooLarge(let bytes, let limit):
      return Finding(
        "SCHEMA_TOO_LARGE", "it has \(bytes) bytes with its contract, and a registry takes \(limit)", file: file,
        fix: "put parts of it into schemas of their own, and refer to them")
    case .invalidRuleSet(let error):
      return Finding("INVALID_RULE_SET", "\(error)", file: file)
    case .invalidSubject(let subject):
      return Finding("INVALID_SUBJECT", "nothing can be registered under \"\(subject)\"", file: file)
    case .versionNotNext:
      return Finding(
        "VERSION_NOT_NEXT", "its number is not the next one of \(member.subject)", file: file)
    default:
      return Finding("REFUSED", "the registry refuses it: \(error)", file: file)
    }
  }
}
