import SwiftSource

/// Writes declarations as Swift source.
struct DeclarationWriter {
  let access: SourceAccess

  private var modifier: String { access.modifier }

  func source(of declaration: Declaration) -> SourceText {
    var source = SourceText()
    write(declaration, to: &source)
    return source
  }

  private func write(_ declaration: Declaration, to source: inout SourceText) {
    source.documentation(declaration.documentation)
    switch declaration.kind {
    case .alias(let type): source.line("\(modifier)typealias \(declaration.name) = \(type)")
    case .structure(let properties, let nested): write(declaration.name, properties, nested, to: &source)
    case .enumeration(let cases, let unknown): write(declaration.name, cases, unknown, to: &source)
    case .union(let discriminator, let cases, let unknown, let nested):
      write(declaration.name, discriminator, cases, unknown, nested, to: &source)
    }
  }

  private func write(_ nested: [Declaration], to source: inout SourceText) {
    for declaration in nested {
      source.line()
      write(declaration, to: &source)
    }
  }
}

// Structs.
extension DeclarationWriter {
  private func write(
    _ name: String, _ properties: [Declaration.Property], _ nested: [Declaration], to source: inout SourceText
  ) {
    source.block("\(modifier)struct \(name): Codable, Hashable, Sendable") { source in
      for property in properties { write(property, to: &source) }
      let stored = properties.filter { $0.constant == nil }
      if !properties.isEmpty { source.line() }
      source.list(
        "\(modifier)init",
        stored.map { "\(Identifier.escaped($0.name)): \($0.writtenType)" + ($0.isOptional ? " = nil" : "") }, end: " {")
      source.indented { source in
        for property in stored { source.line("self.\(property.name) = \(Identifier.escaped(property.name))") }
      }
      source.line("}")
      // The compiler's coding leaves out nil, and has no place for constants.
      let isCustom = properties.contains { $0.writesNull || $0.constant != nil }
      if isCustom { writeCoding(properties, to: &source) }
      if isCustom || properties.contains(where: { $0.name != $0.member }) { writeKeys(properties, to: &source) }
      write(nested, to: &source)
    }
  }

  private func write(_ property: Declaration.Property, to source: inout SourceText) {
    source.documentation(property.documentation)
    let name = Identifier.escaped(property.name)
    if let constant = property.constant {
      source.line("\(modifier)var \(name): String { \(StringLiteral.text(constant)) }")
    } else {
      source.line("\(modifier)var \(name): \(property.writtenType)")
    }
  }

  private func writeCoding(_ properties: [Declaration.Property], to source: inout SourceText) {
    source.line()
    source.block("\(modifier)init(from decoder: any Decoder) throws") { source in
      let stored = properties.filter { $0.constant == nil }
      let head = "container = try decoder.container(keyedBy: CodingKeys.self)"
      source.line(stored.isEmpty ? "_ = try decoder.container(keyedBy: CodingKeys.self)" : "let \(head)")
      for property in stored {
        let isPresent = property.isOptional || property.isNullable
        source.line(
          "self.\(property.name) = try container."
            + "\(isPresent ? "decodeIfPresent" : "decode")(\(property.type).self, forKey: .\(property.name))")
      }
    }
    source.line()
    source.block("\(modifier)func encode(to encoder: any Encoder) throws") { source in
      source.line("var container = encoder.container(keyedBy: CodingKeys.self)")
      for property in properties {
        let isLeftOut = property.isOptional && property.constant == nil
        source.line(
          "try container.\(isLeftOut ? "encodeIfPresent" : "encode")(self.\(property.name), forKey: .\(property.name))")
      }
    }
  }

  private func writeKeys(_ properties: [Declaration.Property], to source: inout SourceText) {
    source.line()
    source.block("private enum CodingKeys: String, CodingKey") { source in
      for property in properties {
        let value = property.name == property.member ? "" : " = \(StringLiteral.text(property.member))"
        source.line("case \(Identifier.escaped(property.name))\(value)")
      }
    }
  }
}

// Enums.
extension DeclarationWriter {
  private func write(
    _ name: String, _ cases: [(name: String, value: String)], _ unknown: String, to source: inout SourceText
  ) {
    source.block("\(modifier)enum \(name): RawRepresentable, Codable, Hashable, Sendable") { source in
      for item in cases { source.line("case \(Identifier.escaped(item.name))") }
      source.documentation(["A value that the schema does not have; a newer one may."])
      source.line("case \(unknown)(String)")
      source.line()
      source.block("\(modifier)init(rawValue: String)") { source in
        source.line("switch rawValue {")
        for item in cases { source.line("case \(StringLiteral.text(item.value)): self = .\(item.name)") }
        source.line("default: self = .\(unknown)(rawValue)")
        source.line("}")
      }
      source.line()
      source.block("\(modifier)var rawValue: String") { source in
        source.line("switch self {")
        for item in cases { source.line("case .\(item.name): \(StringLiteral.text(item.value))") }
        source.line("case .\(unknown)(let value): value")
        source.line("}")
      }
    }
  }

  private func write(
    _ name: String, _ discriminator: String, _ cases: [Declaration.UnionCase], _ unknown: String,
    _ nested: [Declaration], to source: inout SourceText
  ) {
    source.block("\(modifier)enum \(name): Codable, Hashable, Sendable") { source in
      for item in cases { source.line("case \(Identifier.escaped(item.name))(\(item.type))") }
      source.documentation(["An object of a kind that the schema does not have; a newer one may."])
      source.line("case \(unknown)(JSONValue)")
      source.line()
      source.block("\(modifier)init(from decoder: any Decoder) throws") { source in
        source.line("let container = try decoder.container(keyedBy: CodingKeys.self)")
        source.line("switch try container.decode(String.self, forKey: .discriminator) {")
        for item in cases {
          source.line("case \(StringLiteral.text(item.value)): self = .\(item.name)(try \(item.type)(from: decoder))")
        }
        source.line("default: self = .\(unknown)(try decoder.singleValueContainer().decode(JSONValue.self))")
        source.line("}")
      }
      source.line()
      source.block("\(modifier)func encode(to encoder: any Encoder) throws") { source in
        source.line("switch self {")
        for item in cases { source.line("case .\(item.name)(let value): try value.encode(to: encoder)") }
        source.line("case .\(unknown)(let value):")
        source.line("  var container = encoder.singleValueContainer()")
        source.line("  try container.encode(value)")
        source.line("}")
      }
      source.line()
      source.block("private enum CodingKeys: String, CodingKey") { source in
        source.line("case discriminator = \(StringLiteral.text(discriminator))")
      }
      write(nested, to: &source)
    }
  }
}
