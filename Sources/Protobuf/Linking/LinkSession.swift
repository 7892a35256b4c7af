/// Links declared files, one after the other.
///
/// A class, because the parts of linking ask each other for what is not linked yet, and remember the answers.
final class LinkSession {
  let table: SymbolTable
  var problems: LinkProblems
  /// What is known of messages that options are values of, by the index of the message.
  var optionTypes: [Int: OptionType]
  /// What is known of extensions that options set, by the index of the extension.
  var optionExtensions: [Int: OptionField] = [:]
  /// The messages that hold options, by what these are set on.
  var optionsMessages: [OptionTarget: Int] = [:]
  /// The extensions that are linked so far, by what they extend and their number.
  var extensions: [ExtensionKey: Int] = [:]
  /// The extension ranges of messages that are extended.
  var extensionRanges: [Int: ExtensionRangeIndex] = [:]
  /// The values of enums that are asked for.
  private var enumValues: [Int: EnumValueIndex] = [:]
  private let visibility: LinkRules.Visibility
  /// The built-in files that others of the same name stand in for.
  let replaced: Set<Int>
  private var visibilities: [Int: FileVisibility] = [:]
  private var usedFiles: Set<Int> = []

  struct ExtensionKey: Hashable {
    var extendee: Int
    var number: Int64
  }

  init(
    table: SymbolTable, optionTypes: [Int: OptionType], visibility: LinkRules.Visibility, replaced: Set<Int>,
    problems: LinkProblems
  ) {
    self.table = table
    self.optionTypes = optionTypes
    self.visibility = visibility
    self.replaced = replaced
    self.problems = problems
  }

  /// The built-in files that were imported or used, and what these import.
  var usedBuiltIns: [Int] {
    var result: Set<Int> = []
    var open = usedFiles.union(table.files.ownIndexes.flatMap { table.files[$0].imports })
      .filter { !table.files.ownIndexes.contains($0) }
    while let file = open.popFirst() {
      if result.insert(file).inserted { open.formUnion(table.files[file].imports) }
    }
    return result.sorted()
  }

  /// Whose declarations a file may use.
  func visibility(of file: Int) -> FileVisibility {
    if visibility == .references { return FileVisibility(visible: nil, replaced: replaced) }
    if let known = visibilities[file] { return known }
    var visible: Set<Int> = [file]
    var open = table.files[file].imports
    while let next = open.popLast() {
      guard visible.insert(next).inserted else { continue }
      open += table.files[next].publicImports
    }
    let result = FileVisibility(visible: visible, replaced: replaced)
    visibilities[file] = result
    return result
  }

  /// The message or enum that a name stands for.
  ///
  /// - Parameter isReported: False if what is wrong was or will be told elsewhere.
  func type(
    named name: NameSyntax, from scope: Int, in file: Int, isReported: Bool
  ) -> ResolvedType {
    let found = table.lookUp(name.text, from: scope, isForType: true, by: visibility(of: file))
    switch found {
    case .found(.message(let id)):
      use(table.messages[id].file)
      return .message(id)
    case .found(.enumeration(let id)):
      use(table.enums[id].file)
      return .enumeration(id)
    default:
      if isReported { report(found, of: name, wanted: "a message or an enum", from: scope, in: file) }
      return .unknown
    }
  }

  /// The message that a name stands for, where names of anything count. Told if there is none.
  func message(named name: NameSyntax, from scope: Int, in file: Int, isReported: Bool = true) -> Int? {
    let found = table.lookUp(name.text, from: scope, isForType: false, by: visibility(of: file))
    if case .found(.message(let id)) = found {
      use(table.messages[id].file)
      return id
    }
    if isReported { report(found, of: name, wanted: "a message", from: scope, in: file) }
    return nil
  }

  /// The values of an enum, by name and number.
  func enumValues(of id: Int) -> EnumValueIndex {
    if let known = enumValues[id] { return known }
    let index = EnumValueIndex(table.enums[id].syntax)
    enumValues[id] = index
    return index
  }

  private func use(_ file: Int) {
    if !table.files.ownIndexes.contains(file) { usedFiles.insert(file) }
  }

  private func report(
    _ found: SymbolTable.Lookup, of name: NameSyntax, wanted: String, from scope: Int, in file: Int
  ) {
    let message: String
    switch found {
    case .found(let symbol): message = "The name '\(name.text)' is \(symbol.noun), not \(wanted)"
    case .missing, .shadowed:
      if let other = table.file(declaring: name.text, from: scope) {
        message = "The name '\(name.text)' is defined in '\(other)', which is not imported: import it"
      } else if case .shadowed(let fullName) = found, fullName != name.text {
        message =
          "The name '\(name.text)' is taken for '\(fullName)', which is not defined: write a full name with a dot in front"
      } else {
        message = "The name '\(name.text)' is not defined: define it, or import the file that does"
      }
    }
    problems.add(.unknownName, message, at: name.place, in: file)
  }
}

/// What a field's type is: an index in the symbol table, if it is not a scalar.
enum ResolvedType: Hashable {
  case scalar(ScalarType)
  case message(Int)
  case enumeration(Int)
  case unknown
}
