extension OptionInterpreter {
  /// A message whose fields stand in braces.
  func aggregate(
    _ fields: [AggregateFieldSyntax], of type: Int, at place: SourcePlace
  ) throws(Refusal) -> OptionMessage {
    let known = session.optionType(type)
    var message = OptionMessage(of: known)
    for syntax in fields {
      if case .any(let url) = syntax.name {
        try setAny(url, syntax, in: &message, of: known)
      } else {
        try set(syntax, in: &message, of: type)
      }
    }
    for name in known.required where known.fields[name].map(message.has) == false {
      throw Refusal("The required field '\(name)' of '\(known.fullName)' is missing", at: place)
    }
    return message
  }

  private func set(_ syntax: AggregateFieldSyntax, in message: inout OptionMessage, of type: Int) throws(Refusal) {
    let field = try field(syntax, in: type)
    let name = field.descriptor.name
    try checkUse(of: field, name: name, at: syntax.place)
    if field.descriptor.label == .repeated {
      guard case .list(let values) = syntax.value.kind else {
        return try append(syntax.value, to: field, in: &message, isAggregate: true)
      }
      for value in values { try append(value, to: field, in: &message, isAggregate: true) }
      return
    }
    if message.has(field) {
      throw Refusal("'\(name)' is set twice, and is not repeated", at: syntax.place)
    }
    if case .list = syntax.value.kind {
      throw Refusal("'\(name)' is not repeated, so it takes no list", at: syntax.value.place)
    }
    if let oneof = field.descriptor.oneofIndex, field.extendee == nil, let other = message.member(ofOneof: oneof) {
      throw Refusal(
        "'\(name)' and '\(other.descriptor.name)' are members of one oneof: set one of them", at: syntax.place)
    }
    try append(syntax.value, to: field, in: &message, isAggregate: true)
  }

  private func field(_ syntax: AggregateFieldSyntax, in type: Int) throws(Refusal) -> OptionField {
    let known = session.optionType(type)
    switch syntax.name {
    case .simple(let name):
      // A group is called by the name of its message.
      if let field = known.fields[name], field.groupName == nil { return field }
      if let field = known.fields[name.lowercased()], field.groupName == name { return field }
      throw Refusal("The message '\(known.fullName)' has no field '\(name)'", at: syntax.place)
    case .custom(let name):
      let found = session.table.lookUp(
        name, from: known.outerScope, isForType: false, by: session.visibility(of: file))
      let field: OptionField? =
        switch found {
        case .found(.fieldExtension(let id)): session.optionExtension(id)
        case .found(.message(let id)) where known.isMessageSet: itemExtension(of: id, in: type)
        default: nil
        }
      if let field, field.extendee == type { return field }
      throw Refusal("'[\(name)]' is not an extension of '\(known.fullName)'", at: syntax.place)
    case .any(let url): throw Refusal("'[\(url)]' has its place in a google.protobuf.Any", at: syntax.place)
    }
  }

  /// Items of a message set may be called by their type, which declares the extension in itself.
  private func itemExtension(of message: Int, in type: Int) -> OptionField? {
    session.table.messages[message].extensions.lazy.map(session.optionExtension)
      .first { $0.extendee == type && $0.type == .message(message) && $0.descriptor.label == .optional }
  }

  /// `[type.googleapis.com/package.Message] { … }` within a `google.protobuf.Any`.
  private func setAny(
    _ url: String, _ syntax: AggregateFieldSyntax, in message: inout OptionMessage, of type: OptionType
  ) throws(Refusal) {
    guard type.fullName == "google.protobuf.Any", let typeURL = type.fields["type_url"],
      let value = type.fields["value"]
    else {
      throw Refusal("'[\(url)]' has its place in a google.protobuf.Any, not in '\(type.fullName)'", at: syntax.place)
    }
    guard !message.has(typeURL), !message.has(value) else {
      throw Refusal("A google.protobuf.Any holds one message", at: syntax.place)
    }
    let parts = url.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, ["type.googleapis.com", "type.googleprod.com"].contains(parts[0]) else {
      throw Refusal("'[\(url)]' is not known: types are at type.googleapis.com/", at: syntax.place)
    }
    let found = session.table.lookUp(fullName: String(parts[1]), by: session.visibility(of: file))
    guard case .found(.message(let id)) = found else {
      throw Refusal("The message '\(parts[1])' is not defined, or not imported", at: syntax.place)
    }
    guard case .aggregate(let fields) = syntax.value.kind else {
      throw Refusal("'[\(url)]' takes a message in braces", at: syntax.value.place)
    }
    message.append(.scalar(.bytes(Array(url.utf8))), to: typeURL)
    message.append(.scalar(.bytes(try aggregate(fields, of: id, at: syntax.value.place).bytes)), to: value)
  }
}
