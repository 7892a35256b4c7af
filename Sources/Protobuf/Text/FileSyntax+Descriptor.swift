import SchemaCore

extension FileSyntax {
  /// The text's form of a file that was given as a descriptor, as schema registries write it: maps stay the messages that
  /// descriptors have for them, groups become fields of their messages, every type has its full name with a leading dot,
  /// and custom options, whose types a file alone does not tell, are left out but for the registry's own.
  ///
  /// - Throws: `CodecError` if options are not serialized messages, or a default is none of its type.
  init(descriptor file: FileDescriptor) throws(CodecError) {
    let maker = SyntaxMaker(edition: file.edition)
    self.init()
    switch file.edition {
    case .proto2: edition = nil
    case .proto3: edition = EditionSyntax(keyword: .syntax, value: "proto3", place: .none)
    case .edition2023: edition = EditionSyntax(keyword: .edition, value: "2023", place: .none)
    }
    package = file.package.isEmpty ? nil : NameSyntax(file.package)
    imports = file.dependencies.enumerated().map { index, path in
      ImportSyntax(modifier: file.publicDependencies.contains(index) ? .public : nil, path: path, place: .none)
    }
    options = try StandardOptions.file.syntax(of: file.options)
    for message in file.messages { declarations.append(.message(try maker.message(message))) }
    for enumeration in file.enums { declarations.append(.enumeration(try maker.enumeration(enumeration))) }
    for extend in try maker.extends(file.extensions) { declarations.append(.extend(extend)) }
    for service in file.services { declarations.append(.service(try maker.service(service))) }
  }
}

extension SourcePlace {
  /// Of syntax that was read from no text.
  static var none: SourcePlace { SourcePlace(0) }
}

extension NameSyntax {
  /// A name that was read from no text.
  init(_ text: String) {
    self.init(text: text, place: .none)
  }

  /// The full name of a type as descriptors write it.
  init(typeName: String) {
    self.init("." + typeName)
  }
}

extension NumberSyntax {
  /// A number that was read from no text.
  init(_ value: some BinaryInteger) {
    self.init(value: Int64(value), place: .none)
  }
}
