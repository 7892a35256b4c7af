import SchemaCore

/// The registry's own option, a `confluent.Meta` of `confluent/meta.proto`, read from a descriptor.
struct RegistryMeta {
  /// The number of the extensions of all options messages that are of this type.
  static let optionNumber: Int32 = 1088

  private var doc = ""
  private var params: [[(name: String, value: String)]] = []
  private var tags: [String] = []
  private var rules: [[(name: String, value: String)]] = []

  /// - Throws: `CodecError` if the bytes are not a serialized `Meta`.
  init(serialized bytes: [UInt8]) throws(CodecError) {
    var reader = WireReader(bytes)
    while let field = try reader.next() {
      switch field.number {
      case 1: doc = try field.text()
      case 2: params.append(try Self.param(field.contents()))
      case 3: tags.append(try field.text())
      case 4: rules.append(try Self.members(field.contents(), named: ["name", "doc", "expr", "sql"]))
      default: break
      }
    }
  }

  /// The option's value; nil if nothing is set.
  var value: OptionValueSyntax.Kind? {
    var fields: [AggregateFieldSyntax] = []
    if !doc.isEmpty { fields.append(Self.field("doc", Self.string(doc))) }
    if !params.isEmpty { fields.append(Self.field("params", .list(params.map(Self.aggregate)))) }
    if !tags.isEmpty {
      fields.append(Self.field("tags", .list(tags.map { OptionValueSyntax(kind: Self.string($0), place: .none) })))
    }
    if !rules.isEmpty { fields.append(Self.field("rules", .list(rules.map(Self.aggregate)))) }
    return fields.isEmpty ? nil : .aggregate(fields)
  }

  /// The two parameters of decimals have always been written the other way round.
  private static func param(_ bytes: ArraySlice<UInt8>) throws(CodecError) -> [(name: String, value: String)] {
    let members = try Self.members(bytes, named: ["key", "value"], isComplete: true)
    return members[0].value == "precision" || members[0].value == "scale" ? members.reversed() : members
  }

  /// The texts of a message by the numbers of its fields, from 1; without those that are not set unless it is complete.
  private static func members(
    _ bytes: ArraySlice<UInt8>, named names: [String], isComplete: Bool = false
  ) throws(CodecError) -> [(name: String, value: String)] {
    var values = [String](repeating: "", count: names.count)
    var reader = WireReader(bytes)
    while let field = try reader.next() {
      let index = Int(field.number) - 1
      if values.indices.contains(index) { values[index] = try field.text() }
    }
    return zip(names, values).filter { isComplete || !$0.1.isEmpty }.map { (name: $0.0, value: $0.1) }
  }

  private static func aggregate(_ members: [(name: String, value: String)]) -> OptionValueSyntax {
    OptionValueSyntax(kind: .aggregate(members.map { field($0.name, string($0.value)) }), place: .none)
  }

  private static func field(_ name: String, _ value: OptionValueSyntax.Kind) -> AggregateFieldSyntax {
    AggregateFieldSyntax(name: .simple(name), value: OptionValueSyntax(kind: value, place: .none), place: .none)
  }

  private static func string(_ text: String) -> OptionValueSyntax.Kind {
    .string(StringSyntax(bytes: Array(text.utf8)))
  }
}
