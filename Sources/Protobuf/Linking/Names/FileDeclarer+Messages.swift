extension FileDeclarer {
  /// Declares a message and all that is in it.
  ///
  /// - Returns: The message's index; nil if it is nested too deep.
  mutating func declare(_ syntax: MessageSyntax, in outer: Place, isMapEntry: Bool = false) -> Int? {
    guard outer.depth < LinkRules.maximumDepth else {
      problems.add(
        .limit, "Messages are nested deeper than \(LinkRules.maximumDepth): declare some beside each other",
        at: syntax.name.place, in: file)
      return nil
    }
    var options: [OptionSyntax] = []
    for case .option(let option) in syntax.elements { options.append(option) }
    let fullName = fullName(syntax.name, in: outer.scope)
    var message = DeclaredMessage(
      name: syntax.name, fullName: fullName, file: file,
      scope: table.appendScope(fullName, parent: outer.scope), outerScope: outer.scope, outerMessage: outer.message,
      features: outer.features.overridden(by: options),
      isMapEntry: isMapEntry || options.flag("map_entry") == true)
    message.options = options
    let id = table.messages.count
    table.messages.append(message)
    declare(.message(id), syntax.name, in: outer.scope)
    let place = Place(scope: message.scope, features: message.features, message: id, depth: outer.depth + 1)
    for element in syntax.elements { declare(element, of: &message, in: place) }
    table.messages[id] = message
    return id
  }

  private mutating func declare(_ element: MessageElementSyntax, of message: inout DeclaredMessage, in place: Place) {
    switch element {
    case .field(let field): append(declare(field, oneof: nil, in: place, messages: &message.messages), to: &message)
    case .group(let group): append(declare(group, oneof: nil, in: place, messages: &message.messages), to: &message)
    case .oneof(let oneof): declare(oneof, of: &message, in: place)
    case .message(let inner): declare(inner, in: place).map { message.messages.append($0) }
    case .enumeration(let inner): message.enums.append(declare(inner, in: place))
    case .extend(let extend):
      declare(extend, in: place, messages: &message.messages, extensions: &message.extensions)
    case .extensions(let extensions): message.ranges.append(extensions)
    case .reserved(let reserved): message.reserved.append(reserved)
    case .option: break
    }
  }

  private mutating func declare(_ syntax: OneofSyntax, of message: inout DeclaredMessage, in place: Place) {
    let index = message.oneofs.count
    message.oneofs.append(syntax)
    declare(.oneof, syntax.name, in: message.scope)
    for element in syntax.elements {
      switch element {
      case .field(let field):
        append(declare(field, oneof: index, in: place, messages: &message.messages), to: &message)
      case .group(let group):
        append(declare(group, oneof: index, in: place, messages: &message.messages), to: &message)
      case .option: break
      }
    }
  }

  private mutating func append(_ field: DeclaredField?, to message: inout DeclaredMessage) {
    guard let field else { return }
    declare(.field, field.syntax.name, in: message.scope)
    message.fields.append(field)
  }

  /// A field is what it was written as, but for maps: these are a message with a key and a value, and a list of such.
  mutating func declare(
    _ syntax: FieldSyntax, oneof: Int?, in place: Place, messages: inout [Int]
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
    // An entry holds no messages, so that its depth does not matter.
    let shallow = Place(scope: place.scope, features: place.features, message: place.message)
    declare(entry, in: shallow, isMapEntry: true).map { messages.append($0) }
    var field = syntax
    field.label = .repeated
    field.type = .named(typeName(name, in: place.scope))
    return DeclaredField(form: .map, syntax: field, oneof: oneof)
  }

  /// A group is a message, and a field with its name in lower case.
  mutating func declare(
    _ group: GroupSyntax, oneof: Int?, in place: Place, messages: inout [Int]
  ) -> DeclaredField? {
    guard let message = declare(group.message, in: place) else { return nil }
    messages.append(message)
    let name = group.message.name
    let field = FieldSyntax(
      label: group.label, type: .named(typeName(name, in: place.scope)),
      name: NameSyntax(text: name.text.lowercased(), place: name.place), number: group.number, options: group.options)
    return DeclaredField(form: .group, syntax: field, oneof: oneof)
  }

  private func typeName(_ name: NameSyntax, in scope: Int) -> NameSyntax {
    NameSyntax(text: "." + fullName(name, in: scope), place: name.place)
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
