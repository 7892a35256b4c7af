public import SchemaCore

/// Under which subject a schema is registered that another one refers to.
public enum ReferenceNaming: Sendable {
  /// The name of the reference itself, which in Protobuf is the path of the import.
  case name
  /// The path without `.proto`, with dots for slashes.
  case qualified
  /// By a function.
  case custom(@Sendable (String) -> SubjectName)

  /// The subject for a reference.
  public func subject(reference name: String) -> SubjectName {
    switch self {
    case .name: SubjectName(qualified: name)
    case .qualified:
      SubjectName(
        qualified: (name.hasSuffix(".proto") ? String(name.dropLast(6)) : name).split(
          separator: "/", omittingEmptySubsequences: false
        ).joined(separator: "."))
    case .custom(let subject): subject(name)
    }
  }
}
