import SwiftSource

/// Makes Swift names of those that JSON has, which may be any text.
enum MemberNames {
  /// Names for the members of one type, each different from the others.
  static func members(_ names: [String], reserved: Set<String> = []) -> [String] {
    Identifier.members(names.map(identifier), reserved: reserved.union(["CodingKeys"]))
  }

  /// A name for a type that is not taken yet.
  static func type(_ name: String, taken: Set<String>) -> String {
    let camel = Identifier.upperCamel(identifier(name))
    return Identifier.unique(camel.isEmpty ? "Value" : camel, taken: taken.union(reservedTypes), word: "Type")
  }

  /// The characters that names may have; the others become underscores.
  private static func identifier(_ name: String) -> String {
    var text = ""
    for scalar in name.unicodeScalars {
      let isPart =
        scalar.isASCII
        ? scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) : scalar.properties.isXIDContinue
      if isPart { text.unicodeScalars.append(scalar) } else { text += "_" }
    }
    let first = text.unicodeScalars.first { $0 != "_" }
    guard let first else { return "value" }
    return first.properties.isXIDStart ? text : "value_" + text
  }

  /// What the generated source itself means by these, and what cannot be the name of a type.
  private static let reservedTypes: Set<String> = [
    "", "Any", "Self", "Type", "Protocol", "Bool", "Int", "Double", "String", "Optional", "Array", "Dictionary", "Date",
    "UUID", "Data", "Foundation", "SchemaCore", "Swift", "JSONValue", "Codable", "Encodable", "Decodable", "Encoder",
    "Decoder", "CodingKey", "CodingKeys", "Hashable", "Sendable", "RawRepresentable", "RawValue",
  ]
}
