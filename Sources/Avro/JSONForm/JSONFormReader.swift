import SchemaCore

/// Puts a JSON value into an arena (Avro 1.12 specification, JSON Encoding), or one in the plain form.
///
/// The members of a record may stand in any order. A field that is missing takes its default, which the specification
/// does not foresee but people who write JSON by hand expect; a member that is no field is an error. In the plain form a
/// missing field without a default is null if it may be, because programs that write JSON tend to leave nulls out.
struct JSONFormReader {
  /// By which rules a value is read.
  private enum Rules {
    case specification, plain, cells
    /// The default of a field as a schema has it, in which the values of unions stand alone and those of logical types
    /// are what they are made of, in every form.
    case defaultValue

    init(_ form: JSONForm) {
      switch form {
      case .specification: self = .specification
      case .plain: self = .plain
      case .cells: self = .cells
      }
    }

    var isPlain: Bool { self == .plain || self == .cells }
  }

  let layout: AvroLayout
  let maximumValues: Int
  /// How many values were put in: defaults within defaults can ask for many more than the text holds.
  private var valueCount = 0
  /// How much was compared to find the branches of unions: a schema can have many, and a record many unions.
  private var comparisons = 0
  private static let maximumComparisons = 1 << 27

  /// Fills the arena, which must be empty.
  ///
  /// - Throws: `CodecError` with the field, what was found and what is expected.
  static func fill(
    _ arena: inout RecordArena, with json: JSONValue, _ form: JSONForm, _ program: AvroProgram
  ) throws(CodecError) {
    var reader = JSONFormReader(layout: program.layout, maximumValues: program.limits.maximumSlots)
    try reader.append(json, as: 0, to: &arena, depth: 0, rules: Rules(form))
  }

  /// Appends the default of a field whose type is `node`, which is written as in schemas.
  ///
  /// - Throws: as `fill`, and for a default of more than `maximumValues` values.
  static func append(
    default json: JSONValue, of node: AvroLayout.Index, _ layout: AvroLayout, maximumValues: Int,
    to arena: inout RecordArena
  ) throws(CodecError) {
    var reader = JSONFormReader(layout: layout, maximumValues: maximumValues)
    try reader.append(json, as: node, to: &arena, depth: 0, rules: .defaultValue)
  }

  private init(layout: AvroLayout, maximumValues: Int) {
    self.layout = layout
    self.maximumValues = maximumValues
  }

  private mutating func append(
    _ json: JSONValue, as node: AvroLayout.Index, to arena: inout RecordArena, depth: Int, rules: Rules
  ) throws(CodecError) {
    if depth > AvroProgram.maximumNesting { throw .nested(deeperThan: AvroProgram.maximumNesting) }
    valueCount += 1
    if valueCount > maximumValues { throw CodecError(.limit, "the record has more than \(maximumValues) values") }
    if rules == .cells, case .string(let cell) = json {
      let value = try PlainCell(layout: layout, text: cell).value(as: node)
      return try append(value, as: node, to: &arena, depth: depth + 1, rules: .plain)
    }
    switch (layout.nodes[node], json) {
    case (.null, .null): break
    case (.array(let items), .array(let values)):
      let head = arena.append(RecordSlot(Int64(values.count)))
      for (place, value) in values.enumerated() {
        do throws(CodecError) {
          try append(value, as: items, to: &arena, depth: depth + 1, rules: rules)
        } catch { throw error.within(index: place) }
      }
      arena.close(head)
    case (.map(let values), .object(let object)):
      let head = arena.append(RecordSlot(Int64(object.count)))
      for member in object.members {
        arena.append(arena.store(member.key.utf8))
        do throws(CodecError) {
          try append(member.value, as: values, to: &arena, depth: depth + 1, rules: rules)
        } catch { throw error.within(key: member.key) }
      }
      arena.close(head)
    case (.record(let type, let fields), .object(let object)):
      try append(object, as: type, fields, to: &arena, depth: depth, rules: rules)
    case (.shared(let record), _):
      let head = arena.append(RecordSlot(0))
      try append(json, as: record, to: &arena, depth: depth + 1, rules: rules)
      arena.close(head)
    case (.union(let branches), _):
      let choice = try branch(for: json, branches, rules: rules)
      arena.append(RecordSlot(Int64(choice.place)))
      try append(choice.value, as: branches[choice.place].node, to: &arena, depth: depth + 1, rules: rules)
    default:
      try appendScalar(json, as: node, to: &arena, rules: rules)
    }
  }

  /// Not in one function with the rest, which calls itself: its needs of the stack would count at each level.
  private func appendScalar(
    _ json: JSONValue, as node: AvroLayout.Index, to arena: inout RecordArena, rules: Rules
  ) throws(CodecError) {
    if rules.isPlain, let scalar = try layout.plainScalar(json, as: node) {
      switch scalar {
      case .integer(let value): arena.append(RecordSlot(value))
      case .bytes(let bytes): arena.append(arena.store(bytes))
      }
      return
    }
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
      let isPlainOnly = rules == .specification && layout.takes(json, asPlain: node)
      throw .expected(layout.expectation(of: node), found: json, kind: isPlainOnly ? .plainOnly : .mismatch)
    }
  }

  private mutating func append(
    _ object: JSONObject, as type: AvroRecordType, _ fields: [AvroLayout.Index], to arena: inout RecordArena,
    depth: Int, rules: Rules
  ) throws(CodecError) {
    var usedCount = 0
    for (place, node) in fields.enumerated() {
      let field = type.fields[place]
      let name = rules.isPlain ? field.plainName : field.name
      do throws(CodecError) {
        let value = value(of: name, at: usedCount, in: object)
        if value != nil { usedCount += 1 }
        if let value, !(rules == .cells && value == "" && isReplaced(field, node)) {
          try append(value, as: node, to: &arena, depth: depth + 1, rules: rules)
        } else if let value = field.defaultValue {
          try append(value, as: node, to: &arena, depth: depth + 1, rules: .defaultValue)
        } else if rules.isPlain, layout.isNullable(node) {
          try append(.null, as: node, to: &arena, depth: depth + 1, rules: rules)
        } else {
          throw CodecError(
            .mismatch, "the field is missing and has no default; expected \(layout.expectation(of: node))")
        }
      } catch { throw error.within(field: name) }
    }
    let isField = { (name: String) in (rules.isPlain ? type.index(ofPlain: name) : type.index(of: name)) != nil }
    if usedCount < object.count, let unknown = object.first(where: { !isField($0.key) }) {
      let names = type.fields.map { rules.isPlain ? $0.plainName : $0.name }.joined(separator: ", ")
      throw CodecError(.mismatch, "\(type.name) has no such field; its fields are \(names)").within(field: unknown.key)
    }
  }

  /// True if an empty cell stands for the field's default.
  private func isReplaced(_ field: AvroRecordType.Field, _ node: AvroLayout.Index) -> Bool {
    field.defaultValue != nil && !layout.isNullable(node)
  }

  /// A member by its name, which is sought first where it stands if the members are in the fields' order.
  private func value(of name: String, at place: Int, in object: JSONObject) -> JSONValue? {
    if place < object.count, object.members[place].key == name { return object.members[place].value }
    return object[name]
  }

  private mutating func branch(
    for json: JSONValue, _ branches: [AvroLayout.Branch], rules: Rules
  ) throws(CodecError) -> (place: Int, value: JSONValue) {
    switch rules {
    case .specification: return try wrappedBranch(for: json, branches)
    case .defaultValue: return try unwrappedBranch(for: json, branches)
    case .plain, .cells:
      let memberCount = if case .object(let object) = json { object.count } else { 0 }
      comparisons += branches.count * (1 + memberCount)
      if comparisons > Self.maximumComparisons {
        throw CodecError(.limit, "it takes too long to find out which types of their unions the values have")
      }
      return try PlainUnion(layout: layout, branches: branches).choice(for: json)
    }
  }

  /// In the specification's encoding: null for the null branch, an object whose one key names the branch for any other.
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
        layout.spellings(of: branches), found: json,
        hint: hint.map { "{\"\($0.name)\": \(CodecError.text(of: json))}" },
        kind: hint == nil ? .mismatch : .plainOnly)
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
