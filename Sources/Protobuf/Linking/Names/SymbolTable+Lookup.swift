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

  func containsAny(of files: Set<Int>) -> Bool {
    guard let visible else { return files.contains { !replaced.contains($0) } }
    return !visible.isDisjoint(with: files)
  }
}

extension SymbolTable {
  enum Lookup: Hashable, Sendable {
    case found(Symbol)
    case missing
    /// The first part of the name stands for something nearer, in which the rest is not declared: `a.b` is taken for the
    /// full name here.
    case shadowed(String)
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
    var scope: Int? = scope
    while let current = scope {
      scope = outer(of: current)
      guard let found = entry(first, in: current, by: visibility),
        let inner = innerScope(of: found.symbol)
      else { continue }
      switch lookUp(parts: rest, in: inner, by: visibility) {
      case .missing: return .shadowed(FullName.join(scopes[current].fullName, name))
      case let result: return result
      }
    }
    return .missing
  }

  /// The file that declares what a name means, if its file could be used.
  func file(declaring name: String, from scope: Int) -> String? {
    let found = lookUp(name, from: scope, isForType: true, by: FileVisibility(visible: nil))
    switch found {
    case .found(.message(let id)): return files[messages[id].file].source.name
    case .found(.enumeration(let id)): return files[enums[id].file].source.name
    case .found(.fieldExtension(let id)): return files[extensions[id].file].source.name
    default: return nil
    }
  }

  /// What a full name, without a leading dot, means.
  func lookUp(fullName: String, by visibility: FileVisibility) -> Lookup {
    lookUp(parts: fullName[...], in: root, by: visibility)
  }

  private func lookUp(simple name: String, from scope: Int, isForType: Bool, by visibility: FileVisibility) -> Lookup {
    var scope: Int? = scope
    while let current = scope {
      if let found = entry(name, in: current, by: visibility), !isForType || found.symbol.isType {
        return .found(found.symbol)
      }
      scope = outer(of: current)
    }
    return .missing
  }

  /// The scope around another. Around the built-in packages lies everything.
  private func outer(of scope: Int) -> Int? { scopes[scope].parent ?? (scope == root ? nil : root) }

  private func lookUp(parts: Substring, in scope: Int, by visibility: FileVisibility) -> Lookup {
    var scope = scope
    var rest = parts
    while true {
      let dot = rest.utf8.firstIndex(of: UInt8(ascii: "."))
      guard let found = entry(String(rest[..<(dot ?? rest.endIndex)]), in: scope, by: visibility)
      else {
        return .missing
      }
      guard let dot else { return .found(found.symbol) }
      guard let inner = innerScope(of: found.symbol) else { return .missing }
      scope = inner
      rest = rest[rest.utf8.index(after: dot)...]
    }
  }

  private func entry(_ name: String, in scope: Int, by visibility: FileVisibility) -> Scope.Entry? {
    var scope: Int? = scope
    while let current = scope {
      if let entry = scopes[current].entries[name], isVisible(entry, by: visibility) { return entry }
      scope = scopes[current].beneath
    }
    return nil
  }

  private func isVisible(_ entry: Scope.Entry, by visibility: FileVisibility) -> Bool {
    guard case .package(let scope) = entry.symbol else { return visibility.contains(entry.file) }
    var current: Int? = scope
    while let package = current {
      if visibility.containsAny(of: scopes[package].files) { return true }
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
