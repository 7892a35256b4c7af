public import SchemaCore

/// One thing about a value that is not as the schema wants it.
public struct ValidationError: Hashable, Sendable, CustomStringConvertible {
  /// The keyword that the value breaks; empty for the schema `false`.
  public var keyword: String
  /// Which value of the text.
  public var instancePath: JSONPointer
  /// Where the value begins in the text.
  public var position: TextPosition
  /// How evaluation came to the keyword from the root of the schema, with the references that it went through.
  public var evaluationPath: JSONPointer
  /// Where the keyword stands: the URI of its schema, and a pointer.
  public var schemaLocation: String
  /// Where the keyword stands in the text of its schema.
  public var schemaPath: JSONPointer
  /// The same as line and column; nil until `ValidationReport.located(inSchema:)` has looked, and in other texts than the
  /// schema's own.
  public var schemaPosition: TextPosition?
  /// True if the keyword stands in the text of the schema itself, and not in one that it refers to.
  public var isInOwnSchema: Bool
  /// A sentence for people, without the places.
  public var message: String
  /// Why none of several schemas matches.
  public var causes: [ValidationError]

  /// `line:column: message (at /path)`.
  public var description: String {
    "\(position): \(message)" + (instancePath.isRoot ? "" : " (at \(instancePath))")
  }
}
