import SchemaCore

/// Writes the messages of arenas in the text format.
struct TextFormatWriter {
  private let files: FileSet
  private let limits: MessageLimits
  private let isSingleLine: Bool
  /// How long the text may become: the names of fields could make any length of a few bytes.
  private let maximumCount: Int
  private(set) var text = ""
  /// The types that were met in messages of type `google.protobuf.Any`.
  private var programs: [String: ProtobufProgram] = [:]
  private var indentation = 0

  init(_ files: FileSet, limits: MessageLimits, style: TextFormat.Style, maximumCount: Int) {
    self.files = files
    self.limits = limits
    isSingleLine = style == .singleLine
    self.maximumCount = maximumCount
  }

  /// Writes all fields of a message, the unknown ones last.
  mutating func writeFields(
    of message: MessagePlace, _ type: MessageType, _ program: ProtobufProgram, _ arena: borrowing MessageArena,
    depth: Int
  ) throws(CodecError) {
    if depth > limits.maximumDepth { throw .nested(deeperThan: limits.maximumDepth) }
    if try writeExpanded(message, type, arena, depth: depth) { return }
    for field in type.fields where arena.isSet(field, in: message) {
      if field.isRepeated {
        for place in arena.values(of: field, in: message).indices {
          try write(arena.values(of: field, in: message)[place], of: field, program, arena, depth: depth)
        }
      } else {
        try write(arena.value(of: field, in: message), of: field, program, arena, depth: depth)
      }
    }
    for place in arena.unknownFields(of: type, in: message).indices {
      let bytes = Array(arena.content(of: arena.unknownFields(of: type, in: message)[place]))
      try writeUnknown(bytes[...], nesting: 0)
    }
  }

  private mutating func write(
    _ value: MessageSlot, of field: MessageField, _ program: ProtobufProgram, _ arena: borrowing MessageArena,
    depth: Int
  ) throws(CodecError) {
    switch field.kind {
    case .scalar(let scalar): try line(field.name + ": " + TextFormatScalar.text(of: value, scalar, arena))
    case .enumeration(let type):
      try line(field.name + ": " + (type.name(of: value.int32) ?? String(value.int32)))
    case .message(let place):
      try open(field.name)
      try writeFields(of: value.message, program.types[place], program, arena, depth: depth + 1)
      try close()
    case .group(let place):
      // A group goes by the name of its type, of which the field's is a copy in lower case.
      let type = program.types[place]
      let name = String(type.name.split(separator: ".").last ?? "")
      try open(field.name == name.lowercased() ? name : field.name)
      try writeFields(of: value.message, type, program, arena, depth: depth + 1)
      try close()
    }
  }

  /// Writes the message in a `google.protobuf.Any` under its type's URL; false, and nothing written, if this is none, or
  /// the type is not known or does not fit.
  private mutating func writeExpanded(
    _ message: MessagePlace, _ type: MessageType, _ arena: borrowing MessageArena, depth: Int
  ) throws(CodecError) -> Bool {
    guard type.name == "google.protobuf.Any", let url = type.field(number: 1), case .scalar(.string) = url.kind,
      let value = type.field(number: 2), case .scalar(.bytes) = value.kind, !url.isRepeated, !value.isRepeated,
      arena.isSet(url, in: message)
    else { return false }
    let name = String(decoding: arena.content(of: arena.value(of: url, in: message)), as: UTF8.self)
    guard let program = program(ofURL: name) else { return false }
    var inner = MessageArena()
    do throws(CodecError) {
      if arena.isSet(value, in: message) {
        try program.decode(arena.content(of: arena.value(of: value, in: message)), into: &inner)
      } else {
        try program.decode([UInt8](), into: &inner)
      }
    } catch {
      // The bytes are shown as they are: in this form nothing is refused.
      return false
    }
    try open("[\(name)]")
    try writeFields(of: inner.root, program.root, program, inner, depth: depth + 1)
    try close()
    return true
  }

  private mutating func program(ofURL url: String) -> ProtobufProgram? {
    guard let slash = url.utf8.lastIndex(of: UInt8(ascii: "/")) else { return nil }
    let name = String(url[url.utf8.index(after: slash)...])
    if let program = programs[name] { return program }
    var limits = limits
    limits.requiresRequiredFields = false
    guard files.message(named: name) != nil,
      let program = try? ProtobufProgram(files, message: name, limits: limits)
    else { return nil }
    programs[name] = program
    return program
  }

  mutating func open(_ name: String) throws(CodecError) {
    try line(name + " {")
    indentation += 1
  }

  mutating func close() throws(CodecError) {
    indentation -= 1
    try line("}")
  }

  /// Writes a line, or a part of the one line.
  mutating func line(_ content: String) throws(CodecError) {
    if !text.isEmpty { text += isSingleLine ? " " : "\n" }
    if !isSingleLine { text += String(repeating: "  ", count: indentation) }
    text += content
    if text.utf8.count > maximumCount {
      throw CodecError(.limit, "the message takes more than \(maximumCount) bytes as text")
    }
  }
}
