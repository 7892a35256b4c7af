import RegistryAPI
import SchemaCore

extension JSONValue {
  /// A schema, or a list of schemas, as older registries tell them: without GUID, time and mark of deletion. Anything
  /// else as it is.
  var inLegacyForm: JSONValue {
    if let elements = array { return .array(elements.map(\.inLegacyForm)) }
    guard var members = object, members["schema"] != nil else { return self }
    for name in ["guid", "ts", "deleted"] { members[name] = nil }
    return .object(members)
  }
}

extension APIError {
  /// The error as older registries send it: with the bare status as the code of a schema that is not compatible.
  var inLegacyForm: APIError {
    var error = self
    if code == .incompatibleSchema { error.code = APIErrorCode(rawValue: status) }
    return error
  }
}

extension Answer {
  /// The answer as older registries give it, for clients that refuse members which they do not know.
  var inLegacyForm: Answer {
    if case .json(let json) = self { .json(json.inLegacyForm) } else { self }
  }
}
