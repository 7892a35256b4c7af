public import SchemaCore

extension ProtobufSchema {
  /// True: frames tell the messages of a file apart.
  public var carriesMessageIndexes: Bool { true }

  /// The place of a message in the file, as frames name it. A name may leave out the file's package.
  ///
  /// - Throws: `SchemaError` if there is no such message.
  public func messageIndexes(of type: RecordType) throws(SchemaError) -> [Int] {
    let file = definingFile
    switch type {
    case .root:
      if !file.messages.isEmpty { return [0] }
    case .named(let name):
      let inPackage = FullName.join(file.package?.text ?? "", name)
      if let indexes = file.messageIndexes(of: name) ?? file.messageIndexes(of: inPackage) { return indexes }
    case .indexes(let indexes):
      if file.messageName(at: indexes) != nil { return indexes }
    }
    throw SchemaError(.unknownName, "the schema does not define \(type); \(knownMessages(in: file))")
  }

  public func typeName(of type: RecordType) throws(SchemaError) -> String? { try messageName(of: type) }

  /// The full name of a message of the schema.
  ///
  /// - Throws: `SchemaError` if there is no such message.
  public func messageName(of type: RecordType) throws(SchemaError) -> String {
    let indexes = try messageIndexes(of: type)
    guard let name = definingFile.messageName(at: indexes) else {
      throw SchemaError(.unknownName, "the schema does not define \(type)")
    }
    return name
  }

  /// The file whose types are the schema's: its own or, if that only passes on another one, that other.
  var definingFile: FileSyntax {
    guard let path = syntax.wrappedImport else { return syntax }
    if let imported = imports.first(where: { ExactText($0.reference.name) == ExactText(path) }) {
      return imported.file.syntax
    }
    return BuiltInFiles.text(of: path).map { ProtoParser.parse($0, name: path).syntax } ?? syntax
  }

  /// The name here of a message of another version, which may be in another package.
  func nameForReading(_ name: String, of writer: ProtobufSchema) throws(SchemaError) -> String {
    let file = definingFile
    if file.messageIndexes(of: name) != nil { return name }
    let package = writer.definingFile.package?.text ?? ""
    let local = package.isEmpty ? name : String(name.dropFirst(package.utf8.count + 1))
    return try messageName(of: .named(local))
  }

  private func knownMessages(in file: FileSyntax) -> String {
    let names = file.messages.map { FullName.join(file.package?.text ?? "", $0.name.text) }
    if names.isEmpty { return "it has no messages" }
    let shown = names.prefix(10).joined(separator: ", ")
    return "its messages are \(shown)" + (names.count > 10 ? " and \(names.count - 10) more" : "")
  }
}

extension ProtobufSchema {
  /// A message of the schema, compiled for coding its records.
  ///
  /// - Throws: `SchemaError` if there is no such message, or if the schema cannot be linked or compiled.
  public func program(
    for type: RecordType = .root, limits: MessageLimits = MessageLimits()
  ) throws(SchemaError) -> ProtobufProgram {
    try ProtobufProgram(linkedFiles().set, message: try messageName(of: type), limits: limits)
  }
}
