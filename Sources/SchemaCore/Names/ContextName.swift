/// A context: a namespace of subjects with its own schema IDs. The default one is written `.`, others `.name`.
public struct ContextName: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// The display name, with its leading dot.
  public let description: String

  /// A context by its name, with or without the leading dot; an empty name is the default context.
  public init(_ name: some StringProtocol) {
    description = name.unicodeScalars.first == "." ? String(name) : "." + name
  }

  /// The context of every subject that names none.
  public static let `default` = ContextName(".")
  /// Not a context of subjects: the place of settings that reach into every context.
  public static let global = ContextName(".__GLOBAL")

  /// True if the name has 1 to 255 characters after its dot, all of them ASCII letters, digits, `.`, `_` or `-`.
  public var isPlain: Bool {
    let name = description.utf8.dropFirst()
    return (1...255).contains(name.count)
      && name.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"):
          true
        default: false
        }
      }
  }

  /// True for the context of unqualified subjects.
  public var isDefault: Bool { self == .default }

  public static func == (left: ContextName, right: ContextName) -> Bool {
    ExactText(left.description) == ExactText(right.description)
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(ExactText(description))
  }

  public static func < (left: ContextName, right: ContextName) -> Bool {
    left.description.unicodeScalars.lexicographicallyPrecedes(right.description.unicodeScalars)
  }
}
