/// Everything that a set of files declares, by name.
struct SymbolTable: Sendable {
  var files = LayeredArray<DeclaredFile>()
  var scopes = LayeredArray<Scope>()
  var messages = LayeredArray<DeclaredMessage>()
  var enums = LayeredArray<DeclaredEnum>()
  var extensions = LayeredArray<DeclaredExtension>()
  /// The scope without a name.
  private(set) var root = 0

  init() {
    scopes.append(Scope(fullName: "", parent: nil, beneath: nil))
  }

  /// The same table, to be added to: names that are declared from now on go before those that it has.
  var sealed: SymbolTable {
    var table = self
    table.files = files.sealed
    table.scopes = scopes.sealed
    table.messages = messages.sealed
    table.enums = enums.sealed
    table.extensions = extensions.sealed
    table.root = table.scopes.count
    table.scopes.append(Scope(fullName: "", parent: nil, beneath: root))
    return table
  }

  mutating func appendScope(_ fullName: String, parent: Int) -> Int {
    scopes.append(Scope(fullName: fullName, parent: parent, beneath: nil))
    return scopes.count - 1
  }

  /// The scope of a package, made where it is not there.
  ///
  /// - Returns: nil if something else has its name or that of a package around it.
  mutating func package(_ name: String, file: Int) -> Int? {
    var scope = root
    scopes[scope].files.insert(file)
    for part in name.split(separator: ".") {
      let part = String(part)
      switch scopes[scope].entries[part]?.symbol {
      case .package(let inner): scope = inner
      case .some: return nil
      case nil:
        let inner = scopes.count
        scopes.append(
          Scope(
            fullName: FullName.join(scopes[scope].fullName, part), parent: scope, beneath: package(part, beneath: scope)
          ))
        scopes[scope].entries[part] = Scope.Entry(symbol: .package(scope: inner), file: file)
        scope = inner
      }
      scopes[scope].files.insert(file)
    }
    return scope
  }

  private func package(_ name: String, beneath scope: Int) -> Int? {
    guard let beneath = scopes[scope].beneath, case .package(let inner)? = scopes[beneath].entries[name]?.symbol else {
      return nil
    }
    return inner
  }

  /// Gives a name in a scope a meaning.
  ///
  /// - Returns: What has the name already; nil if nothing has.
  mutating func declare(_ symbol: Symbol, _ name: String, in scope: Int, file: Int) -> Scope.Entry? {
    if let earlier = scopes[scope].entries[name] { return earlier }
    scopes[scope].entries[name] = Scope.Entry(symbol: symbol, file: file)
    return nil
  }
}
