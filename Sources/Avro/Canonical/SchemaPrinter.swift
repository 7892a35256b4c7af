import SchemaCore

/// Lays a schema out for people: what fits on a line stands on one, and every field of a record has its own.
struct SchemaPrinter {
  private static let width = 120
  private var output: [UInt8] = []

  /// The text of a schema's JSON.
  static func text(of schema: JSONValue) -> String {
    var printer = SchemaPrinter()
    printer.write(schema, indent: 0, following: 0)
    return String(decoding: printer.output, as: UTF8.self)
  }

  /// Writes a value.
  ///
  /// - Parameters:
  ///   - following: how many characters stand behind it on its line.
  ///   - isBroken: whether it takes several lines even if it fits on one.
  private mutating func write(_ value: JSONValue, indent: Int, following: Int, isBroken: Bool = false) {
    if !isBroken {
      let start = output.count
      let lineStart = output.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
      if writeLine(value, upTo: lineStart + Self.width - following) { return }
      output.removeSubrange(start...)
    }
    switch value {
    case .array(let elements):
      writeList(elements, between: ("[", "]"), indent: indent) { printer, element, following in
        printer.write(element, indent: indent + 2, following: following)
      }
    case .object(let object):
      writeList(object.members, between: ("{", "}"), indent: indent) { printer, member, following in
        JSONWriter.appendString(member.key, to: &printer.output)
        printer.output += ": ".utf8
        printer.write(
          member.value, indent: indent + 2, following: following, isBroken: Self.isListOfFields(member))
      }
    case .null, .bool, .number, .string:
      output += JSONWriter.bytes(value)
    }
  }

  private mutating func writeList<Item>(
    _ items: [Item], between brackets: (open: String, close: String), indent: Int,
    _ write: (inout SchemaPrinter, Item, _ following: Int) -> Void
  ) {
    output += brackets.open.utf8
    for (index, item) in items.enumerated() {
      breakLine(indent + 2)
      let isLast = index == items.count - 1
      write(&self, item, isLast ? 0 : 1)
      if !isLast { output += ",".utf8 }
    }
    breakLine(indent)
    output += brackets.close.utf8
  }

  private static func isListOfFields(_ member: JSONObject.Member) -> Bool {
    member.key == "fields" && member.value.array?.isEmpty == false
  }

  private mutating func breakLine(_ indent: Int) {
    output.append(0x0A)
    output += repeatElement(0x20, count: indent)
  }
}

extension SchemaPrinter {
  /// Writes a value on the present line; false, with a part written, if it goes beyond `end` or has to be broken.
  private mutating func writeLine(_ value: JSONValue, upTo end: Int) -> Bool {
    switch value {
    case .array(let elements):
      output += "[".utf8
      for (index, element) in elements.enumerated() {
        if index > 0 { output += ", ".utf8 }
        guard writeLine(element, upTo: end) else { return false }
      }
      output += "]".utf8
    case .object(let object):
      if object.isEmpty {
        output += "{}".utf8
        break
      }
      for (index, member) in object.members.enumerated() {
        output += (index == 0 ? "{ " : ", ").utf8
        if Self.isListOfFields(member) { return false }
        JSONWriter.appendString(member.key, to: &output)
        output += ": ".utf8
        guard writeLine(member.value, upTo: end) else { return false }
      }
      output += " }".utf8
    case .null, .bool, .number, .string:
      output += JSONWriter.bytes(value)
    }
    return output.count <= end
  }
}
