/// The files whose declarations a file may use.
struct FileVisibility: Sendable {
  /// nil if it may use all files.
  var visible: Set<Int>?
  /// Files that others of the same name stand in for.
  var replaced: Set<Int> = []

  func contains(_ file: Int) -> Bool {
    guard let visible else { return !replaced.contains(file) }
    return visible.contains(file)
  }
}

extension SymbolTable {
  enum Lookup: Hashable, Sendable {
    case found(Symbol)
    case missing
    /// The first part of the name stands for something nearer, in which the rest is not declared: `a.b` is taken for the
    /// full name here.
    case shadowed(String)
    /// The name is declared in a file that may not be used.
    case hidden(file: Int)
  }

  /// What a name means, from the innermost scope outwards, or from the outermost one if it begins with a dot.
  ///
  /// The first part of a name decides which scope counts. Source of the rule: Protobuf language specification, Packages
  /// and Name Resolution.
  ///
  /// - Parameter isForType: True where only a message or an enum will do, so that fields of the same name do not count.
  func lookUp(_ name: String, from scope: Int, isForType: Bool, by visibility: FileVisibility) -> Lookup {
    if name.utf8.first == UInt8(ascii: ".") { return lookUp(fullName: String(name.dropFirst()), by: visibility) }
    guard let dot = name.utf8.firstIndex(of: UInt8(ascii: ".")) else {
      return lookUp(simple: name, from: scope, isForType: isForType, by: visibility)
    }
    let first = String(name[..<dot])
    let rest = name[name.utf8.index(after: dot)...]
    var hidden: Int?
    var scope: Int? = scope
    while let current = scope {
      scope = outer(of: current)
      guard let found = entry(first, in: current, by: visibility, hidden: &hidden),
        let inner = innerScope(of: found.symbol)
      else { continue }
      switch lookUp(parts: rest, in: inner, by: visibility) {
      case .missing: return .shadowed(FullName.join(scopes[current].fullName, name))
      case let result: return result
      }
    }
    return hidden.map { .hidden(file: $0) } ?? .missing
  }

  /// What a full name, without a leading dot, means.
  func lookUp(fullName: String, by visibility: FileVisibility) -> Lookup {
    lookUp(parts: fullName[...], in: root, by: visibility)
  }

  private func lookUp(simple name: String, from scope: Int, isForType: Bool, by visibility: FileVisibility) -> Lookup {
    var hidden: Int?
    var scope: Int? = scope
    while let current = scope {
      if let found = entry(name, in: current, by: visibility, hidden: &hidden), !isForType || found.symbol.isType {
        return .found(found.symbol)
      }
      scope = outer(of: current)
    }
    return hidden.map { .hidden(file: $0) } ?? .missing
  }

  /// The scope around another. Around the built-in packages lies everything.
  private func outer(of scope: Int) -> Int? { scopes[scope].parent ?? (scope == root ? nil : root) }

  private func lookUp(parts: Substring, in scope: Int, by visibility: FileVisibility) -> Lookup {
    var scope = scope
    var rest = parts
    var hidden: Int?
    while true {
      let dot = rest.utf8.firstIndex(of: UInt8(ascii: "."))
      guard let found = entry(String(rest[..<(dot ?? rest.endIndex)]), in: scope, by: visibility, hidden: &hidden)
      else {
        return hidden.map { .hidden(file: $0) } ?? .missing
      }
      guard let dot else { return .found(found.symbol) }
      guard let inner = innerScope(of: found.symbol) else { return .missing }
      scope = inner
      rest = rest[rest.utf8.index(after: dot)...]
    }
  }

  private func entry(
    _ name: String, in scope: Int, by visibility: FileVisibility, hidden: inout Int?
  ) -> Scope.Entry? {
    var scope: Int? = scope
    while let current = scope {
      if let entry = scopes[current].entries[name] {
        if isVisible(entry, by: visibility) { return entry }
        if hidden == nil, !visibility.replaced.contains(entry.file) { hidden = entry.file }
      }
      scope = scopes[current].beneath
    }
    return nil
  }

  private func isVisible(_ entry: Scope.Entry, by visibility: FileVisibility) -> Bool {
    guard case .package(let scope) = entry.symbol else { return visibility.contains(entry.file) }
    var current: Int? = scope
    while let package = current {
      if scopes[package].files.contains(where: visibility.contains) { return true }
      current = scopes[package].beneath
    }
    return false
  }

  /// The scope in which the parts of a name after this symbol are declared.
  private func innerScope(of symbol: Symbol) -> Int? {
    switch symbol {
    case .package(let scope), .service(let scope): scope
    case .message(let message): messages[message].scope
    default: nil
    }
  }
}
