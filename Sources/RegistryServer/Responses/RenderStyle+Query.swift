import SchemaCore

extension RenderStyle {
  /// The style that the value of the query parameter `format` names. One that a schema's format does not have gives
  /// the text as stored.
  ///
  /// Source: the REST API's section on canonical text, normalization and `format`.
  init(format: String?) {
    switch format?.lowercased() {
    case "resolved": self = .resolved
    case "serialized": self = .serialized
    case "ignore_extensions": self = .withoutExtensions
    default: self = .canonical
    }
  }
}
