import SchemaCore
import SchemaReports

/// What keeps a schema of any format from being registered, besides what it would break.
public enum RegistrationRule: String, Hashable, Sendable, CaseIterable {
  case invalidSchema = "INVALID_SCHEMA"
  case referenceNotFound = "REFERENCE_NOT_FOUND"
  case invalidReference = "INVALID_REFERENCE"
  case schemaTooLarge = "SCHEMA_TOO_LARGE"
  case invalidRuleSet = "INVALID_RULE_SET"
  case invalidSubject = "INVALID_SUBJECT"
  case versionNotNext = "VERSION_NOT_NEXT"
  case reservedField = "RESERVED_FIELD"
  case refused = "REFUSED"
}

extension Finding {
  init(_ rule: RegistrationRule, _ message: String, file: String? = nil, fix: String? = nil) {
    self.init(rule.rawValue, message, file: file, fix: fix)
  }
}
