/// The name under which versions of one schema are registered: `name`, or `:.context:name` outside the default context.
///
/// A subject with an empty name stands for its whole context, as in the settings of a context (`:.context:`).
public struct SubjectName: Hashable, Sendable, CustomStringConvertible {
  /// The context whose IDs and settings the subject shares.
  public let context: ContextName
  /// The name within the context; empty for the context itself.
  public let name: String

  /// A subject by its parts.
  public init(context: ContextName = .default, name: String) {
    self.context = context
    self.name = name
  }

  /// Reads the qualified form. `:.c:name` is `name` in context `.c`; `:.c` and `:.c:` are the context itself;
  /// everything that does not begin with `:.` is a name in the default context, colons included.
  public init(qualified text: String) {
    // By scalars: a colon before an accent is one character with it, and still ends the context.
    let scalars = text.unicodeScalars
    // Most names are bare, and logs are full of them: the first byte tells.
    guard text.utf8.first == UInt8(ascii: ":"), scalars.starts(with: ":.".unicodeScalars) else {
      self.init(name: text)
      return
    }
    let inner = scalars.dropFirst()
    guard let colon = inner.firstIndex(of: ":") else {
      self.init(context: ContextName(Substring(inner)), name: "")
      return
    }
    self.init(
      context: ContextName(Substring(inner[..<colon])), name: String(inner[inner.index(after: colon)...]))
  }

  /// The qualified form; a subject of the default context is printed bare.
  public var description: String {
    context.isDefault ? name : ":\(context):\(name)"
  }

  /// True if the name stands for a context and not for a subject in it.
  public var isContext: Bool { name.isEmpty }

  /// The subject that carries the settings of this subject's context.
  public var contextSubject: SubjectName { SubjectName(context: context, name: "") }

  /// This name as it is meant inside `context`: a name without context of its own belongs to the one it is used in.
  public func resolved(in context: ContextName) -> SubjectName {
    self.context.isDefault ? SubjectName(context: context, name: name) : self
  }

  /// Why nothing may be registered or configured under this name, or nil: control characters, the reserved names and,
  /// for schemas, the reserved context.
  public func problem(forSettings: Bool = false) -> String? {
    let hasControlCharacter = description.unicodeScalars.contains {
      $0.value < 0x20 || (0x7F...0x9F).contains($0.value)
    }
    if hasControlCharacter { return "it contains a control character" }
    if name == "__GLOBAL" || name == "__EMPTY" { return "the name \(name) is reserved" }
    if !forSettings && context == .global { return "the context \(context) is reserved" }
    return nil
  }
}

extension SubjectName {
  public static func == (left: SubjectName, right: SubjectName) -> Bool {
    left.context == right.context && ExactText(left.name) == ExactText(right.name)
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(context)
    hasher.combine(ExactText(name))
  }
}

extension SubjectName: Comparable {
  public static func < (left: SubjectName, right: SubjectName) -> Bool {
    left.description.unicodeScalars.lexicographicallyPrecedes(right.description.unicodeScalars)
  }
}
