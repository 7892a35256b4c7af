import RegistryTesting

@testable import Protobuf

/// Files that hold the grammar and whose types resolve, of everything that can stand in a file, in any order.
struct RandomSyntax {
  private var random: SeededGenerator
  private var names = 0
  private var messages = ["Root"]

  init(seed: UInt64) {
    random = SeededGenerator(seed: seed)
  }

  mutating func file() -> FileSyntax {
    var file = FileSyntax()
    file.edition = chance(3) ? nil : EditionSyntax(keyword: .syntax, value: "proto2", place: .none)
    file.package = chance(3) ? nil : NameSyntax("p.q")
    file.imports = (0..<below(4)).map { index in
      ImportSyntax(modifier: [nil, .public, .weak][below(3)], path: "f\(below(5)) \"\(index).proto", place: .none)
    }
    file.options = options()
    file.declarations = [.message(MessageSyntax(name: NameSyntax("Root"), elements: [.extensions(extensions())]))]
    for _ in 0..<below(8) {
      switch below(4) {
      case 0: file.declarations.append(.enumeration(enumeration()))
      case 1: file.declarations.append(.extend(extend()))
      case 2: file.declarations.append(.service(service()))
      default: file.declarations.append(.message(message(depth: 0)))
      }
    }
    return file
  }

  private mutating func message(depth: Int) -> MessageSyntax {
    var elements: [MessageElementSyntax] = []
    for number in 1...(1 + Int64(below(9))) {
      switch below(10) {
      case 0: elements.append(.reserved(reserved()))
      case 1: elements += options().map { .option($0) }
      case 2 where depth < 3: elements.append(.group(group(number, label: .optional, depth: depth)))
      case 3: elements.append(.oneof(oneof(number * 100)))
      case 4 where depth < 3: elements.append(.message(message(depth: depth + 1)))
      case 5: elements.append(.enumeration(enumeration()))
      case 6: elements.append(.extend(extend()))
      case 7: elements.append(.extensions(extensions()))
      case 8: elements.append(.field(mapField(number)))
      default: elements.append(.field(field(number, label: FieldLabel.allCases.randomElement(using: &random))))
      }
    }
    let name = newName("M")
    if depth == 0 { messages.append(name) }
    return MessageSyntax(name: NameSyntax(name), elements: elements.shuffled(using: &random))
  }

  private mutating func group(_ number: Int64, label: FieldLabel?, depth: Int) -> GroupSyntax {
    var body = message(depth: max(depth, 1) + 1)
    body.name = NameSyntax(newName("G"))
    return GroupSyntax(label: label, number: NumberSyntax(number), options: options(), message: body)
  }

  private mutating func oneof(_ number: Int64) -> OneofSyntax {
    var elements: [OneofElementSyntax] = (0...Int64(below(3))).map { .field(field(number - $0, label: nil)) }
    elements += options().map { .option($0) }
    if chance(4) { elements.append(.group(group(number - 50, label: nil, depth: 3))) }
    return OneofSyntax(name: NameSyntax(newName("o")), elements: elements.shuffled(using: &random))
  }

  private mutating func field(_ number: Int64, label: FieldLabel?) -> FieldSyntax {
    let scalar = ScalarType.allCases[below(ScalarType.allCases.count)]
    let type: FieldTypeSyntax = chance(3) ? .named(NameSyntax(messages[below(messages.count)])) : .scalar(scalar)
    var field = FieldSyntax(
      label: label, type: type, name: NameSyntax(newName("f")), number: NumberSyntax(number), options: options())
    if chance(3), case .scalar = type, label != .repeated { field.options.append(defaultOption(of: scalar)) }
    if chance(4) { field.options.append(OptionSyntax("json_name", string())) }
    field.options.shuffle(using: &random)
    return field
  }

  private mutating func defaultOption(of type: ScalarType) -> OptionSyntax {
    switch type {
    case .string, .bytes: OptionSyntax("default", string())
    case .bool: OptionSyntax("default", .identifier(chance(2) ? "true" : "false"))
    case .double, .float:
      OptionSyntax("default", chance(4) ? .identifier("-inf") : .float("\(below(100)).\(below(9999))"))
    default: OptionSyntax("default", .integer(["7", "0x1F", "017"][below(3)]))
    }
  }

  private mutating func mapField(_ number: Int64) -> FieldSyntax {
    let value: FieldTypeSyntax = chance(2) ? .named(NameSyntax(messages[below(messages.count)])) : .scalar(.bytes)
    return FieldSyntax(
      label: nil, type: .map(key: .scalar(.string), value: value), name: NameSyntax(newName("m")),
      number: NumberSyntax(number), options: options())
  }

  private mutating func enumeration() -> EnumSyntax {
    var elements: [EnumElementSyntax] = (0...Int64(below(4))).map { number in
      .value(EnumValueSyntax(name: NameSyntax(newName("V")), number: NumberSyntax(number / 2 - 1), options: options()))
    }
    elements += options().map { .option($0) }
    if chance(3) { elements.append(.reserved(reserved())) }
    return EnumSyntax(name: NameSyntax(newName("E")), elements: elements.shuffled(using: &random))
  }

  private mutating func extend() -> ExtendSyntax {
    let fields = (0...below(2)).map { ExtendElementSyntax.field(field(Int64(100 + $0), label: .optional)) }
    return ExtendSyntax(extendee: NameSyntax(messages[below(messages.count)]), elements: fields)
  }

  private mutating func service() -> ServiceSyntax {
    var elements: [ServiceElementSyntax] = options().map { .option($0) }
    for _ in 0..<below(3) {
      elements.append(
        .method(
          MethodSyntax(
            name: NameSyntax(newName("F")), input: NameSyntax("Root"), isClientStreaming: chance(2),
            output: NameSyntax(messages[below(messages.count)]), isServerStreaming: chance(2), options: options())))
    }
    return ServiceSyntax(name: NameSyntax(newName("S")), elements: elements.shuffled(using: &random))
  }

  private mutating func extensions() -> ExtensionsSyntax {
    ExtensionsSyntax(ranges: ranges(), options: chance(3) ? options() : [], place: .none)
  }

  private mutating func reserved() -> ReservedSyntax {
    let names = (0...below(2)).map { _ in NameSyntax(newName("r")) }
    return ReservedSyntax(values: chance(2) ? .ranges(ranges()) : .names(names, quoted: true), place: .none)
  }

  private mutating func ranges() -> [RangeSyntax] {
    (0...below(2)).map { _ in
      let lower = Int64(1 + below(1000))
      let upper: RangeSyntax.Upper? = [nil, .number(NumberSyntax(lower + Int64(below(3)))), .max][below(3)]
      return RangeSyntax(lower: NumberSyntax(lower), upper: upper)
    }
  }

  private mutating func options() -> [OptionSyntax] {
    guard chance(3) else { return [] }
    return (0...below(2)).map { _ in
      let parts: [OptionNameSyntax.Part] = [
        [.simple("deprecated")], [.custom("a.b")], [.custom(".z"), .simple("y")],
        [.custom("x"), .custom("w"), .simple("v")],
      ][below(4)]
      return OptionSyntax(name: OptionNameSyntax(parts: parts, place: .none), value: value(depth: 0))
    }
  }

  private mutating func value(depth: Int) -> OptionValueSyntax {
    let kind: OptionValueSyntax.Kind =
      switch below(depth < 3 ? 7 : 5) {
      case 0: .identifier(["true", "SPEED", "nan", "-inf"][below(4)])
      case 1: .integer(["0", "-5", "0xFF", "07"][below(4)])
      case 2: .float(["1.50", "1e3", ".5", "3.14159", "-2.5"][below(5)])
      case 3, 4: string()
      case 5: .list((0..<below(3)).map { _ in value(depth: depth + 1) })
      default: .aggregate((0..<below(4)).map { _ in aggregateField(depth: depth) })
      }
    if depth == 0, case .list = kind { return OptionValueSyntax(kind: .identifier("ONE"), place: .none) }
    return OptionValueSyntax(kind: kind, place: .none)
  }

  private mutating func aggregateField(depth: Int) -> AggregateFieldSyntax {
    let name: AggregateFieldSyntax.Name = [.simple("a"), .simple("b"), .custom("p.ext"), .any("t.com/p.T")][below(4)]
    return AggregateFieldSyntax(name: name, value: value(depth: depth + 1), place: .none)
  }

  private mutating func string() -> OptionValueSyntax.Kind {
    let bytes = (0..<below(6)).map { _ in Array("ab\"'\\\n\tüé".utf8).randomElement(using: &random) ?? 0 }
    return .string(StringSyntax(bytes: chance(2) ? Array("héllo \"w\"".utf8) : bytes))
  }

  private mutating func newName(_ prefix: String) -> String {
    names += 1
    return "\(prefix)\(names)"
  }

  private mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &random) }
  private mutating func chance(_ of: Int) -> Bool { below(of) == 0 }
}
