extension FileDeclarer {
  /// Declares a message and all that is in it.
  ///
  /// - Returns: The message's index; nil if it is nested too deep.
  mutating func declare(
    _ syntax: MessageSyntax, in outer: Int, features outerFeatures: FeatureSet, depth: Int, isMapEntry: Bool = false
  ) -> Int? {
    guard depth <= LinkRules.maximumDepth else {
      problems.add(
        .limit, "messages are nested deeper than \(LinkRules.maximumDepth)", at: syntax.name.place, in: file)
      return nil
    }
    var options: [OptionSyntax] = []
    for case .option(let option) in syntax.elements { options.append(option) }
    let fullName = FullName.join(table.scopes[outer].fullName, syntax.name.text)
    let features = outerFeatures.overridden(by: options)
    let scope = table.appendScope(fullName, parent: outer)
    var message = DeclaredMessage(
      name: syntax.name, fullName: fullName, file: file, scope: scope, outerScope: outer, features: features,
      isMapEntry: isMapEntry || options.flag("map_entry") == true)
    message.options = options
    let id = table.messages.count
    table.messages.append(message)
    declare(.message(id), syntax.name, in: outer)
    for element in syntax.elements { declare(element, of: &message, depth: depth) }
    table.messages[id] = message
    return id
  }

  private mutating func declare(_ element: MessageElementSyntax, of message: inout DeclaredMessage, depth: Int) {
    let scope = message.scope
    let features = message.features
    switch element {
    case .field(let field):
      let declared = declare(field, oneof: nil, in: scope, features: features, messages: &message.messages)
      declare(.field, declared.syntax.name, in: scope)
      message.fields.append(declared)
    case .group(let group):
      let declared = declare(
        group, oneof: nil, in: scope, features: features, depth: depth, messages: &message.messages)
      guard let declared else { return }
      declare(.field, declared.syntax.name, in: scope)
      message.fields.append(declared)
    case .oneof(let oneof): declare(oneof, of: &message, depth: depth)
    case .message(let inner):
      declare(inner, in: scope, features: features, depth: depth + 1).map { message.messages.append($0) }
    case .enumeration(let inner): message.enums.append(declare(inner, in: scope, features: features))
    case .extend(let extend):
      declare(
        extend, in: scope, features: features, depth: depth, messages: &message.messages,
        extensions: &message.extensions)
    case .extensions(let extensions): message.ranges.append(extensions)
    case .reserved(let reserved): message.reserved.append(reserved)
    case .option: break
    }
  }

  private mutating func declare(_ syntax: OneofSyntax, of message: inout DeclaredMessage, depth: Int) {
    let index = message.oneofs.count
    message.oneofs.append(syntax)
    declare(.oneof, syntax.name, in: message.scope)
    var options: [OptionSyntax] = []
    for case .option(let option) in syntax.elements { options.append(option) }
    let features = message.features.overridden(by: options)
    for element in syntax.elements {
      let field: DeclaredField?
      switch element {
      case .field(let syntax):
        if case .map = syntax.type {
          problems.add(
            .rule, "a oneof cannot have maps; put the map into a message of its own", at: syntax.name.place, in: file)
        }
        field = declare(syntax, oneof: index, in: message.scope, features: features, messages: &message.messages)
      case .group(let group):
        field = declare(
          group, oneof: index, in: message.scope, features: features, depth: depth, messages: &message.messages)
      case .option: field = nil
      }
      guard let field else { continue }
      declare(.field, field.syntax.name, in: message.scope)
      message.fields.append(field)
    }
    if !syntax.elements.contains(where: { if case .option = $0 { false } else { true } }) {
      problems.add(
        .rule, "the oneof '\(syntax.name.text)' has no fields; give it one or remove it", at: syntax.name.place,
        in: file)
    }
  }

  /// A field is what it was written as, but for maps.
  mutating func declare(
    _ syntax: FieldSyntax, oneof: Int?, in scope: Int, features: FeatureSet, messages: inout [Int]
  ) -> DeclaredField {
    guard case .map(let key, let value) = syntax.type else {
      return DeclaredField(form: .plain, syntax: syntax, oneof: oneof)
    }
    let name = NameSyntax(text: FullName.mapEntry(of: syntax.name.text), place: syntax.name.place)
    // What a map says about its features holds for its keys and values.
    let options = syntax.options.filter { $0.name.parts.first == .simple("features") }
    let entry = MessageSyntax(
      name: name,
      elements: [
        .field(Self.entryField("key", 1, key, options, at: syntax.name.place)),
        .field(Self.entryField("value", 2, value, options, at: syntax.name.place)),
      ])
    let depth = 1  // An entry holds no messages.
    declare(entry, in: scope, features: features, depth: depth, isMapEntry: true).map { messages.append($0) }
    var field = syntax
    field.label = .repeated
    field.type = .named(fullName(name, in: scope))
    return DeclaredField(form: .map, syntax: field, oneof: oneof)
  }

  /// A group is a message, and a field with its name in lower case.
  mutating func declare(
    _ group: GroupSyntax, oneof: Int?, in scope: Int, features: FeatureSet, depth: Int, messages: inout [Int]
  ) -> DeclaredField? {
    guard let message = declare(group.message, in: scope, features: features, depth: depth + 1) else { return nil }
    messages.append(message)
    let name = group.message.name
    let field = FieldSyntax(
      label: group.label, type: .named(fullName(name, in: scope)),
      name: NameSyntax(text: name.text.lowercased(), place: name.place), number: group.number, options: group.options)
    return DeclaredField(form: .group, syntax: field, oneof: oneof)
  }

  private func fullName(_ name: NameSyntax, in scope: Int) -> NameSyntax {
    NameSyntax(text: "." + FullName.join(table.scopes[scope].fullName, name.text), place: name.place)
  }

  private static func entryField(
    _ name: String, _ number: Int64, _ type: FieldTypeSyntax, _ options: [OptionSyntax], at place: SourcePlace
  ) -> FieldSyntax {
    FieldSyntax(
      label: .optional, type: type, name: NameSyntax(text: name, place: place),
      number: NumberSyntax(value: number, place: place), options: options)
  }
}

extension FullName {
  /// The name of the message that is made for a map: `my_map` has entries of type `MyMapEntry`.
  static func mapEntry(of field: String) -> String {
    var result: [UInt8] = []
    var isCapital = true
    for byte in field.utf8 {
      if byte == UInt8(ascii: "_") {
        isCapital = true
      } else {
        let isLowerCase = (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
        result.append(isCapital && isLowerCase ? byte - 32 : byte)
        isCapital = false
      }
    }
    return String(decoding: result, as: UTF8.self) + "Entry"
  }
}
