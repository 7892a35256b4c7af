import SchemaCore

/// A file in the one form that all files have which registries take to mean the same: names in full, members in the order
/// of their numbers, options in that of their names and merged, maps as maps.
///
/// Messages, enums, services and methods keep their order: message indexes depend on it. Custom options that nothing
/// declares keep their names.
struct NormalizedForm {
  private let file: FileSyntax
  let types: DeclaredTypes
  let extensions: DeclaredExtensions
  /// The maps that descriptors have messages for, by the full names of those.
  let maps: [String: FieldTypeSyntax]

  /// - Parameters:
  ///   - references: the files that it refers to, directly or not, by the paths under which they are imported; one that
  ///     is called like a built-in file stands in for it.
  ///   - types: those of all files.
  init(of file: FileSyntax, references: [(path: String, file: FileSyntax)], types: DeclaredTypes) {
    self.file = file
    self.types = types
    var extensions = DeclaredExtensions(exceptBuiltIn: Set(references.map { ExactText($0.path) }))
    for reference in references { extensions.declare(reference.file) }
    extensions.declare(file)
    self.extensions = extensions
    maps = types.all.reduce(into: [:]) { maps, type in
      if case .message(let message) = type.definition { maps[type.fullName] = message.mapType }
    }
  }

  /// The file's normalized text.
  ///
  /// - Throws: `UnresolvedName` if a field, method or extension names a type that is not declared.
  func text() throws(UnresolvedName) -> String {
    var printer = SyntaxPrinter(.normalized)
    printer.write(try syntax())
    return printer.text
  }

  /// The file's normalized form. Its fields' own options `default` and `json_name` stand sorted among the others.
  ///
  /// - Throws: `UnresolvedName` if a field, method or extension names a type that is not declared.
  func syntax() throws(UnresolvedName) -> FileSyntax {
    let package = file.package?.text ?? ""
    var result = FileSyntax()
    result.edition = file.edition?.isProto2 == true ? nil : file.edition
    result.package = file.package
    result.imports = Self.sortedOnce(file.imports)
    result.options = options(file.options, in: package)
    for message in file.messages where !message.isMapEntry {
      result.declarations.append(.message(try self.message(message, in: package)))
    }
    for enumeration in file.enums {
      result.declarations.append(.enumeration(self.enumeration(enumeration, in: package)))
    }
    for extend in try extends(file.extends, in: package) { result.declarations.append(.extend(extend)) }
    for service in file.services { result.declarations.append(.service(try self.service(service, in: package))) }
    return result
  }

  /// Plain imports, then public ones, each sorted and without those that are there already.
  private static func sortedOnce(_ imports: [ImportSyntax]) -> [ImportSyntax] {
    func sorted(_ modifier: ImportSyntax.Modifier?) -> [ImportSyntax] {
      var seen: Set<String> = []
      return imports.filter { $0.modifier == modifier && seen.insert($0.path).inserted }
        .sorted { $0.path.precedesInUTF16($1.path) }
    }
    return sorted(nil) + sorted(.public)
  }
}

/// A type is used that neither the file nor its references nor the built-in files declare.
struct UnresolvedName: Error, Hashable, Sendable {
  var name: NameSyntax
}

extension MessageSyntax {
  /// The map that a descriptor has this message for; nil if there is none.
  fileprivate var mapType: FieldTypeSyntax? {
    guard isMapEntry, let key = fields.first(where: { $0.name.text == "key" }),
      let value = fields.first(where: { $0.name.text == "value" })
    else { return nil }
    return .map(key: key.type, value: value.type)
  }
}

extension EditionSyntax {
  fileprivate var isProto2: Bool { keyword == .syntax && value == "proto2" }
}

extension String {
  /// The order in which registries sort.
  func precedesInUTF16(_ other: String) -> Bool { utf16.lexicographicallyPrecedes(other.utf16) }
}
