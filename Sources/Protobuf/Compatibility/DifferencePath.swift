import SchemaCore

/// The place that the path of a difference names, found in the syntax of a file: `#/Order/Line/3` is the field with the
/// number 3 of the message `Line` in the message `Order`.
struct DifferencePath {
  private let tokens: [Substring]

  init(_ path: String) {
    tokens = path.split(separator: "/").filter { $0 != "#" }
  }

  /// The place of what is named, or of the innermost enclosing declaration; nil if there is none, as for the file itself.
  func place(in file: FileSyntax) -> SourcePlace? {
    var rest = tokens[...]
    guard let first = rest.popFirst() else { return file.package?.place }
    if let enumeration = file.enums.first(where: { $0.name.text == first }) { return place(rest, in: enumeration) }
    return file.messages.first { $0.name.text == first }.flatMap { place(rest, in: $0) }
  }

  /// A loop and no recursion: messages may be nested deeply.
  private func place(_ tokens: ArraySlice<Substring>, in message: MessageSyntax) -> SourcePlace {
    var message = message
    var tokens = tokens
    while let token = tokens.popFirst() {
      if let number = Int64(token) { return field(number, in: message) ?? message.name.place }
      if let oneof = message.oneofs.first(where: { $0.name.text == token }) {
        return tokens.first.flatMap { Int64($0) }.flatMap { field($0, in: message) } ?? oneof.name.place
      }
      if let enumeration = message.enums.first(where: { $0.name.text == token }) {
        return place(tokens, in: enumeration)
      }
      let inner = message.messages + message.groups.map(\.message)
      guard let next = inner.first(where: { $0.name.text == token }) else { break }
      message = next
    }
    return message.name.place
  }

  private func place(_ tokens: ArraySlice<Substring>, in enumeration: EnumSyntax) -> SourcePlace {
    let number = tokens.first.flatMap { Int64($0) }
    return enumeration.values.first { $0.number.value == number }?.name.place
      ?? enumeration.name.place
  }

  private func field(_ number: Int64, in message: MessageSyntax) -> SourcePlace? {
    let fields = message.fields + message.oneofs.flatMap(\.fields)
    let groups = message.groups + message.oneofs.flatMap(\.groups)
    return fields.first { $0.number.value == number }?.name.place
      ?? groups.first { $0.number.value == number }?.message.name.place
  }
}
