import SchemaCore

/// Puts a JSON value into an arena (Avro 1.12 specification, JSON Encoding).
///
/// The members of a record may stand in any order. A field that is missing takes its default, which the specification
/// does not foresee but people who write JSON by hand expect; a member that is no field is an error.
struct JSONFormReader {
  let layout: AvroLayout
  let maximumValues: Int
  /// How many values were put in: defaults within defaults can ask for many more than the text holds.
  private var valueCount = 0

  /// Fills the arena, which must be empty.
  ///
  /// - Throws: `CodecError` with the field, what was found and what is expected.
  static func fill(_ arena: inout RecordArena, with json: JSONValue, _ program: AvroProgram) throws(CodecError) {
    var reader = JSONFormReader(layout: program.layout, maximumValues: program.limits.maximumSlots)
    try reader.append(json, as: 0, to: &arena, depth: 0, isDefault: false)
  }

  /// Appends the default of a field whose type is `node`.
  ///
  /// - Throws: as `fill`, and for a default of more than `maximumValues` values.
  static func append(
    default json: JSONValue, of node: AvroLayout.Index, _ layout: AvroLayout, maximumValues: Int,
    to arena: inout RecordArena
  ) throws(CodecError) {
    var reader = JSONFormReader(layout: layout, maximumValues: maximumValues)
    try reader.append(json, as: node, to: &arena, depth: 0, isDefault: true)
  }

  private init(layout: AvroLayout, maximumValues: Int) {
    self.layout = layout
    self.maximumValues = maximumValues
  }

  /// `isDefault` tells the value of a field's default, in which unions are not wrapped.
  private mutating func append(
    _ json: JSONValue, as node: AvroLayout.Index, to arena: inout RecordArena, depth: Int, isDefault: Bool
  ) throws(CodecError) {
    if depth > AvroProgram.maximumNesting { throw .nested(deeperThan: AvroProgram.maximumNesting) }
    valueCount += 1
    if valueCount > maximumValues { throw CodecError(.limit, "the record has more than \(maximumValues) values") }
    switch (layout.nodes[node], json) {
    case (.null, .null): break
    case (.array(let items), .array(let values)):
      let head = arena.append(RecordSlot(Int64(values.count)))
      for (place, value) in values.enumerated() {
        do throws(CodecError) {
          try append(value, as: items, to: &arena, depth: depth + 1, isDefault: isDefault)
        } catch { throw error.within(index: place) }
      }
      arena.close(head)
    case (.map(let values), .object(let object)):
      let head = arena.append(RecordSlot(Int64(object.count)))
      for member in object.members {
        arena.append(arena.store(member.key.utf8))
        do throws(CodecError) {
          try append(member.value, as: values, to: &arena, depth: depth + 1, isDefault: isDefault)
        } catch { throw error.within(key: member.key) }
      }
      arena.close(head)
    case (.record(let type, let fields), .object(let object)):
      try append(object, as: type, fields, to: &arena, depth: depth, isDefault: isDefault)
    case (.shared(let record), _):
      let head = arena.append(RecordSlot(0))
      try append(json, as: record, to: &arena, depth: depth + 1, isDefault: isDefault)
      arena.close(head)
    case (.union(let branches), _):
      let choice = try isDefault ? unwrappedBranch(for: json, branches) : wrappedBranch(for: json, branches)
      arena.append(RecordSlot(Int64(choice.place)))
      try append(choice.value, as: branches[choice.place].node, to: &arena, depth: depth + 1, isDefault: isDefault)
    default:
      try appendScalar(json, as: node, to: &arena)
    }
  }

  /// Not in one function with the rest, which calls itself: its needs of the stack would count at each level.
  private func appendScalar(
    _ json: JSONValue, as node: AvroLayout.Index, to arena: inout RecordArena
  ) throws(CodecError) {
    switch (layout.nodes[node], json) {
    case (.boolean, .bool(let value)): arena.append(RecordSlot(value ? 1 : 0))
    case (.int, .number(let number)): arena.append(RecordSlot(try JSONFormScalar.integer(number, as: Int32.self)))
    case (.long, .number(let number)): arena.append(RecordSlot(try JSONFormScalar.integer(number, as: Int64.self)))
    case (.float, _): arena.append(RecordSlot(UInt64(try JSONFormScalar.float(json).bitPattern)))
    case (.double, _): arena.append(RecordSlot(try JSONFormScalar.double(json).bitPattern))
    case (.string, .string(let text)): arena.append(arena.store(text.utf8))
    case (.bytes, .string(let text)): arena.append(arena.store(try JSONFormScalar.bytes(text)))
    case (.fixed(let type), .string(let text)):
      arena.append(arena.store(try JSONFormScalar.bytes(text, of: type)))
    case (.enumeration(let type), .string(let text)):
      arena.append(RecordSlot(Int64(try JSONFormScalar.symbol(text, of: type))))
    default:
      throw .expected(layout.expectation(of: node), found: json)
    }
  }

  private mutating func append(
    _ object: JSONObject, as type: AvroRecordType, _ fields: [AvroLayout.Index], to arena: inout RecordArena,
    depth: Int, isDefault: Bool
  ) throws(CodecError) {
    var usedCount = 0
    for (place, node) in fields.enumerated() {
      let field = type.fields[place]
      do throws(CodecError) {
        if let value = value(of: field.name, at: usedCount, in: object) {
          usedCount += 1
          try append(value, as: node, to: &arena, depth: depth + 1, isDefault: isDefault)
        } else if let value = field.defaultValue {
          try append(value, as: node, to: &arena, depth: depth + 1, isDefault: true)
        } else {
          throw CodecError(
            .mismatch, "the field is missing and has no default; expected \(layout.expectation(of: node))")
        }
      } catch { throw error.within(field: field.name) }
    }
    if usedCount < object.count, let unknown = object.first(where: { type.index(of: $0.key) == nil }) {
      let names = type.fieldNames.joined(separator: ", ")
      throw CodecError(.mismatch, "\(type.name) has no such field; its fields are \(names)").within(field: unknown.key)
    }
  }

  /// A member by its name, which is sought first where it stands if the members are in the fields' order.
  private func value(of name: String, at place: Int, in object: JSONObject) -> JSONValue? {
    if place < object.count, object.members[place].key == name { return object.members[place].value }
    return object[name]
  }

  /// In records: null for the null branch, an object whose one key names the branch for any other.
  private func wrappedBranch(
    for json: JSONValue, _ branches: [AvroLayout.Branch]
  ) throws(CodecError) -> (place: Int, value: JSONValue) {
    if case .null = json, let place = branches.firstIndex(where: { layout.takes(json, asDefaultOf: $0.node) }) {
      return (place, json)
    }
    guard case .object(let object) = json, object.count == 1, let member = object.members.first,
      let place = branches.firstIndex(where: { $0.name == member.key && $0.name != "null" })
    else {
      let hint = branches.first { layout.takes(json, asDefaultOf: $0.node) }
      throw .expected(
        layout.spellings(of: branches), found: json, hint: hint.map { "{\"\($0.name)\": \(CodecError.text(of: json))}" }
      )
    }
    return (place, member.value)
  }

  /// In defaults: the value alone, which may be of any branch; the first that it looks like counts.
  private func unwrappedBranch(
    for json: JSONValue, _ branches: [AvroLayout.Branch]
  ) throws(CodecError) -> (place: Int, value: JSONValue) {
    guard let place = branches.firstIndex(where: { layout.takes(json, asDefaultOf: $0.node) }) else {
      throw .expected("a default of one of " + branches.map(\.name).joined(separator: ", "), found: json)
    }
    return (place, json)
  }
}
