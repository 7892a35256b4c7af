/// A Swift type that is to be written.
struct Declaration {
  indirect enum Kind {
    case structure(properties: [Property], nested: [Declaration])
    /// Strings, of which a newer schema may have more.
    case enumeration(cases: [(name: String, value: String)], unknown: String)
    /// Objects that the value of a member tells apart.
    case union(discriminator: String, cases: [UnionCase], unknown: String, nested: [Declaration])
    case alias(String)
  }

  struct Property {
    /// The member's name in JSON.
    var member: String
    /// As it is written, without backticks.
    var name: String
    var type: String
    /// True if the member may be missing.
    var isOptional: Bool
    /// True if the member may be null.
    var isNullable: Bool
    /// The only value that it has.
    var constant: String?
    var documentation: [String]

    /// True if the compiler's coding would leave out what must be there.
    var writesNull: Bool { isNullable && !isOptional }
    var writtenType: String { isOptional || isNullable ? type + "?" : type }
  }

  struct UnionCase {
    var name: String
    /// The discriminator's value.
    var value: String
    var type: String
  }

  var name: String
  var documentation: [String]
  var kind: Kind
}
