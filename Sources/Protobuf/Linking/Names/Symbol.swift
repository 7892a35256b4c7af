/// What a name in a scope stands for. Numbers are indexes in a `SymbolTable`.
enum Symbol: Hashable, Sendable {
  case package(scope: Int)
  case message(Int)
  case enumeration(Int)
  /// A value, by its enum: values are siblings of their enum.
  case enumValue(of: Int)
  case service(scope: Int)
  case fieldExtension(Int)
  case field
  case oneof
  case method

  /// True for what a field can have as its type.
  var isType: Bool {
    switch self {
    case .message, .enumeration: true
    default: false
    }
  }

  /// What the symbol is, for errors.
  var noun: String {
    switch self {
    case .package: "a package"
    case .message: "a message"
    case .enumeration: "an enum"
    case .enumValue: "an enum value"
    case .service: "a service"
    case .fieldExtension: "an extension"
    case .field: "a field"
    case .oneof: "a oneof"
    case .method: "a method"
    }
  }
}

/// A package, a message or a service: something that names are declared in.
struct Scope: Sendable {
  struct Entry: Sendable {
    var symbol: Symbol
    /// The file that declares it; for packages the first one.
    var file: Int
  }

  let fullName: String
  let parent: Int?
  /// The package of the same name among the built-in files, whose names are found too.
  let beneath: Int?
  var entries: [String: Entry] = [:]
  /// For packages, the files that declare something in it or in a package within it.
  var files: Set<Int> = []
}
