public import SchemaCore

/// Why a body is not what the registry API says it is.
public struct BodyError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong, for programs.
  public enum Kind: Hashable, Sendable {
    /// There is no body.
    case missing
    /// The body is not JSON.
    case notJSON
    /// A member is of another type than the API gives it, or one is lacking that must be there.
    case wrongShape
    /// The request carries a setting that Martlet does not support.
    case unsupportedSetting
    /// The compatibility level is none of the seven.
    case invalidLevel
  }

  /// What is wrong, for programs.
  public var kind: Kind
  /// A sentence for people, without the place.
  public var message: String
  /// Where in the body.
  public var path: JSONPointer

  public init(_ kind: Kind, _ message: String, at path: JSONPointer = .root) {
    self.kind = kind
    self.message = message
    self.path = path
  }

  public var description: String { path.isRoot ? message : "\(message) (at \(path))" }
}
