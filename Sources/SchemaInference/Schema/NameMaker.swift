/// Makes names that Avro allows (Avro 1.12 specification, Names) of the keys in data.
struct NameMaker {
  private var types: Set<String> = []

  /// The names of fields with these keys, in their order. Keys that are names already stay as they are.
  static func fields(_ keys: [String]) -> [String] {
    var taken = Set(keys.filter(isName))
    return keys.map { key in
      if isName(key) { return key }
      let name = unique(valid(key), among: taken, separator: "_")
      taken.insert(name)
      return name
    }
  }

  /// Keeps a name from being given to another type.
  mutating func take(_ name: String) { types.insert(name) }

  /// A name for the type of the values under a key, that no other type has.
  ///
  /// - Parameters:
  ///   - parent: the type around it, whose name comes first if the key's alone is taken.
  ///   - avoided: names that must not be taken, either.
  mutating func type(_ key: String, parent: String, avoiding avoided: Set<String> = []) -> String {
    let words = Self.valid(key).split(separator: "_")
    var name = words.map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    if name.utf8.first.map({ (0x30...0x39).contains($0) }) ?? true { name = "Value" + name }
    let taken = types.union(avoided)
    if taken.contains(name) { name = parent + name }
    name = Self.unique(name, among: taken, separator: "")
    types.insert(name)
    return name
  }

  /// A name for one of the values under a key that stands for many.
  static func singular(_ key: String) -> String {
    for (plural, singular) in [("ies", "y"), ("sses", "ss"), ("xes", "x"), ("ches", "ch"), ("ss", "ss"), ("s", "")]
    where key.hasSuffix(plural) && key.count > plural.count + 1 {
      return key.dropLast(plural.count) + singular
    }
    return key
  }

  /// True for letters, digits and `_`, without a digit at the beginning.
  static func isName(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.allSatisfy(isNameByte) && !text.utf8.prefix(1).contains { $0 <= 0x39 }
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"): true
    default: false
    }
  }

  private static func valid(_ key: String) -> String {
    let characters = key.prefix(longestName).map { character in
      character.utf8.allSatisfy(isNameByte) ? String(character) : "_"
    }
    let name = characters.joined()
    return isName(name) ? name : "_" + name
  }

  private static let longestName = 100

  private static func unique(_ name: String, among taken: Set<String>, separator: String) -> String {
    if !taken.contains(name) { return name }
    var number = 2
    while taken.contains("\(name)\(separator)\(number)") { number += 1 }
    return "\(name)\(separator)\(number)"
  }
}
