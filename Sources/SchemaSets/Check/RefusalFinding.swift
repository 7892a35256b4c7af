import Registry
import SchemaCore
import SchemaReports

/// A registry's refusal as a finding about the schema that it refuses.
enum RefusalFinding {
  static func finding(of error: RegistryError, _ member: SchemaSet.Member, in file: String) -> Finding {
    switch error {
    case .invalidSchema(_, let error):
      return Finding(
        RegistrationRule.invalidSchema.rawValue, error.message, file: file, position: error.position,
        path: error.path?.description,
        fix: error.kind == .unknownName
          ? "add the file that defines it to the set, or name its subject in martlet.yaml, under references" : nil)
    case .emptySchema:
      return Finding(.invalidSchema, "the file is empty", file: file)
    case .referenceNotFound(let subject, let version):
      let wanted = version == SchemaReference.latestVersion ? "" : " version \(version)"
      return Finding(
        .referenceNotFound, "it refers to \(subject)\(wanted), which is neither in the set nor where it is compared",
        file: file, fix: "add a file for \(subject), or correct the reference")
    case .invalidReference(let reference, let reason):
      return Finding(.invalidReference, "the reference \"\(reference.name)\": \(reason)", file: file)
    case .schemaTooLarge(let bytes, let limit):
      return Finding(
        .schemaTooLarge, "it has \(bytes) bytes with its contract, and a registry takes \(limit)", file: file,
        fix: "put parts of it into schemas of their own, and refer to them")
    case .invalidRuleSet(let error):
      return Finding(.invalidRuleSet, "\(error)", file: file)
    case .invalidSubject(let subject):
      return Finding(.invalidSubject, "nothing can be registered under \"\(subject)\"", file: file)
    case .versionNotNext:
      return Finding(
        .versionNotNext, "its number is not the next one of \(member.subject)", file: file)
    default:
      return Finding(.refused, "the registry refuses it: \(error)", file: file)
    }
  }
}
