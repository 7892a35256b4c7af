public import SchemaCore

/// One thing that is wrong with a `.proto` file, in words that a person can act on.
public struct ProtoProblem: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong, for programs: who reads schemas leniently refuses only some kinds.
  public enum Kind: String, Hashable, Sendable {
    /// The text is not of the grammar of the Protobuf language.
    case syntax
    /// A type, an import or an option is used that neither the file nor its imports define.
    case unknownName
    /// The text is well formed, but breaks a rule that protoc holds and schema registries do not.
    case rule
    /// A size, depth or count is over what is accepted.
    case limit
  }

  /// What is wrong, for programs.
  public var kind: Kind
  /// The path by which others import the file; empty if it has none.
  public var file: String
  /// Where in the file; nil if it was not read from text.
  public var position: TextPosition?
  /// A sentence for people, without the place.
  public var message: String

  public init(_ kind: Kind, _ message: String, file: String = "", at position: TextPosition? = nil) {
    self.kind = kind
    self.file = file
    self.position = position
    self.message = message
  }

  /// `file:line:column: message`, as far as known.
  public var description: String {
    let place = [file.isEmpty ? nil : file, position?.description].compactMap(\.self).joined(separator: ":")
    return place.isEmpty ? message : "\(place): \(message)"
  }
}
