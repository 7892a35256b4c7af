/// Gives options their values, from what a file says.
///
/// Source of the rules: Protobuf language specification, Options, and the text format for values in braces.
struct OptionInterpreter {
  let session: LinkSession
  /// Where names of custom options are looked for.
  let scope: Int
  let file: Int
  let target: OptionTarget

  /// Why an option cannot be interpreted.
  struct Refusal: Error {
    var message: String
    var place: SourcePlace

    init(_ message: String, at place: SourcePlace) {
      self.message = message
      self.place = place
    }
  }

  /// Sets what one option says.
  func set(_ option: OptionSyntax, in message: inout OptionMessage, of type: Int) throws(Refusal) {
    guard option.name.parts.count <= LinkRules.maximumDepth else {
      throw Refusal("The name of the option has more than \(LinkRules.maximumDepth) parts", at: option.name.place)
    }
    try set(option, part: 0, in: &message, of: type)
  }

  private func set(_ option: OptionSyntax, part: Int, in message: inout OptionMessage, of type: Int) throws(Refusal) {
    let name = option.name.text(upTo: part)
    if part == 0, name == "features", session.table.files[file].edition < .edition2023 {
      throw Refusal("There are no features before editions: write the file in edition 2023", at: option.name.place)
    }
    let place = option.name.place
    let field = try field(option.name.parts[part], in: type, name: name, at: place)
    try checkUse(of: field, name: name, at: place)
    let isRepeated = field.descriptor.label == .repeated
    guard part + 1 < option.name.parts.count else {
      if !isRepeated, message.has(field) { throw Refusal("The option '\(name)' is set twice", at: place) }
      return try append(option.value, to: field, in: &message, isAggregate: false)
    }
    guard case .message(let inner) = field.type else {
      throw Refusal("The option '\(name)' has no fields, because it is not a message", at: place)
    }
    guard !isRepeated else {
      throw Refusal("The option '\(name)' is a list: set each of its values as a whole, in braces", at: place)
    }
    try message.change(field, of: session.optionType(inner)) { message throws(Refusal) in
      try set(option, part: part + 1, in: &message, of: inner)
    }
  }

  private func field(
    _ part: OptionNameSyntax.Part, in type: Int, name: String, at place: SourcePlace
  ) throws(Refusal) -> OptionField {
    switch part {
    case .simple(let simple):
      if simple != "uninterpreted_option", let field = session.optionType(type).fields[simple] { return field }
      throw Refusal("There is no option '\(name)' for \(target.noun)", at: place)
    case .custom(let custom):
      let found = session.table.lookUp(
        custom, from: scope, isForType: false, by: session.visibility(of: file))
      guard case .found(.fieldExtension(let id)) = found else {
        throw Refusal(reason(found, custom: custom, name: name), at: place)
      }
      let field = session.optionExtension(id)
      guard field.extendee == type else {
        throw Refusal(
          "'\(custom)' extends '\(field.descriptor.extendee ?? "")', not '\(session.optionType(type).fullName)'",
          at: place)
      }
      return field
    }
  }

  private func reason(_ found: SymbolTable.Lookup, custom: String, name: String) -> String {
    if case .found(let symbol) = found { return "'\(custom)' is \(symbol.noun), not an extension" }
    if let file = session.table.file(declaring: custom, from: scope) {
      return "The extension of the option '\(name)' is declared in '\(file)', which is not imported: import it"
    }
    if case .shadowed(let fullName) = found, fullName != custom {
      return "'\(custom)' is taken for '\(fullName)', which is not declared: write a full name with a dot in front"
    }
    return "There is no extension for the option '\(name)': import the file that declares it"
  }

  /// Options may be meant for some declarations and some editions only.
  func checkUse(of field: OptionField, name: String, at place: SourcePlace) throws(Refusal) {
    guard field.targets.isEmpty || field.targets.contains(target.rawValue) else {
      throw Refusal("The option '\(name)' cannot be set on \(target.noun)", at: place)
    }
    if let objection = field.lifetime.objection(in: session.table.files[file].edition) {
      throw Refusal("The option '\(name)' \(objection)", at: place)
    }
  }

  /// Adds a value to a field.
  ///
  /// - Parameter isAggregate: True within braces, where the rules of the text format hold.
  func append(
    _ value: OptionValueSyntax, to field: OptionField, in message: inout OptionMessage, isAggregate: Bool
  ) throws(Refusal) {
    let name = field.descriptor.name
    switch field.type {
    case .scalar(let type):
      message.append(.scalar(try scalar(value, type, name: name, isAggregate: isAggregate)), to: field)
    case .enumeration(let id):
      message.append(.scalar(try enumValue(value, id, name: name, isAggregate: isAggregate)), to: field)
    case .message(let id):
      guard case .aggregate(let fields) = value.kind else {
        throw Refusal("'\(name)' is a message: write its fields in braces: { field: value }", at: value.place)
      }
      message.append(.message(try aggregate(fields, of: id, at: value.place)), to: field)
    case .unknown: throw Refusal("The type of '\(name)' is not known", at: value.place)
    }
  }
}

extension OptionNameSyntax {
  /// The name as it is written, up to and with one of its parts.
  func text(upTo part: Int) -> String {
    parts[...part].map { part in
      switch part {
      case .simple(let name): name
      case .custom(let name): "(\(name))"
      }
    }.joined(separator: ".")
  }
}

extension LinkSession {
  /// What options say, as the message that holds them. What cannot be interpreted is told, and left out.
  ///
  /// - Parameter scope: Where names of custom options are looked for.
  func options(
    _ options: [OptionSyntax], of target: OptionTarget, from scope: Int, in file: Int
  ) -> OptionsDescriptor {
    let options = target == .field ? options.filter { !$0.isPartOfField } : options
    guard !options.isEmpty, let type = optionsMessage(of: target) else { return OptionsDescriptor() }
    let interpreter = OptionInterpreter(session: self, scope: scope, file: file, target: target)
    var message = OptionMessage(of: optionType(type))
    for option in options {
      do {
        try interpreter.set(option, in: &message, of: type)
      } catch {
        problems.add(.rule, error.message, at: error.place, in: file)
      }
    }
    return OptionsDescriptor(bytes: message.bytes, isPresent: true)
  }

  private func optionsMessage(of target: OptionTarget) -> Int? {
    if let known = optionsMessages[target] { return known }
    let everything = FileVisibility(visible: nil, replaced: replaced)
    guard case .found(.message(let id)) = table.lookUp(fullName: target.optionsMessage, by: everything) else {
      return nil
    }
    optionsMessages[target] = id
    return id
  }
}

extension OptionSyntax {
  /// True for `default` and `json_name`, which descriptors hold beside the options.
  var isPartOfField: Bool { name.parts == [.simple("default")] || name.parts == [.simple("json_name")] }
}
