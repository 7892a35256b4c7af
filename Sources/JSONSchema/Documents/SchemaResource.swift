import SchemaCore

/// A schema with a URI of its own, within a document (JSON Schema 2020-12, core 4.3.5).
struct SchemaResource: Hashable, Sendable {
  /// Without fragment.
  var uri: String
  /// Where in the document it begins.
  var pointer: JSONPointer
  /// Where its plain names are (`$anchor`, `$dynamicAnchor`, and `$id` of the form `#name`).
  var anchors: [String: JSONPointer] = [:]
  /// Those that `$dynamicRef` may find from elsewhere (core 8.2.2).
  var dynamicAnchors: Set<String> = []
  /// True if `$recursiveRef` may go further out than to its root (2019-09, core 8.2.4.2.2).
  var isRecursiveAnchor = false
}
