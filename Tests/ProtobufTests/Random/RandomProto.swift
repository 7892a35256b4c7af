import RegistryTesting

/// Makes `.proto` files with everything that decides how messages look: every kind of field, in every syntax.
///
/// They are valid in the eyes of protoc, so that every implementation can be asked about them.
struct RandomProto {
  struct File: Sendable {
    var name: String
    var text: String
  }

  /// The syntax of a file.
  enum Syntax: Int, CaseIterable, Sendable {
    case proto2, proto3, edition2023

    var statement: String {
      switch self {
      case .proto2: "syntax = \"proto2\";"
      case .proto3: "syntax = \"proto3\";"
      case .edition2023: "edition = \"2023\";"
      }
    }
  }

  /// A message that fields may use.
  struct Message {
    var name: String
    /// True if others may extend it with the numbers from 1000 to 1999.
    var isExtensible = false
  }

  struct Enumeration {
    var name: String
    var isClosed: Bool
    /// The names of its values.
    var values: [String]
  }

  var generator: SeededGenerator
  let syntax: Syntax
  let package: String
  var messages: [Message] = []
  var enumerations: [Enumeration] = []
  /// Counts everything that has a name, so that all names differ.
  var count = 0

  /// The files that belong to a seed, each after those that it imports. The first message of the last one is `p.Root`.
  static func files(seed: UInt64) -> [File] {
    var shared = RandomProto(seed: seed, syntax: Syntax.allCases[Int(seed / 3 % 3)], package: "shared")
    let sharedText = shared.text(imports: [], root: "Shared", messageCount: 1)
    var root = RandomProto(seed: seed &+ 1_000_000, syntax: Syntax.allCases[Int(seed % 3)], package: "p")
    root.messages = shared.messages
    // A closed enum is none for proto3.
    root.enumerations = shared.enumerations.filter { root.syntax != .proto3 || !$0.isClosed }
    let rootText = root.text(imports: ["shared.proto"], root: "Root", messageCount: root.random(1...4))
    return [File(name: "shared.proto", text: sharedText), File(name: "root.proto", text: rootText)]
  }

  /// True if protoc before its version 24 knows all that is in the files of a seed.
  static func isWithoutEditions(seed: UInt64) -> Bool {
    Syntax.allCases[Int(seed % 3)] != .edition2023 && Syntax.allCases[Int(seed / 3 % 3)] != .edition2023
  }

  private init(seed: UInt64, syntax: Syntax, package: String) {
    generator = SeededGenerator(seed: seed)
    self.syntax = syntax
    self.package = package
  }

  mutating func random(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &generator) }
  mutating func chance(_ percent: Int) -> Bool { random(1...100) <= percent }

  mutating func number() -> Int {
    count += 1
    return count
  }

  private mutating func text(imports: [String], root: String, messageCount: Int) -> String {
    var lines = [syntax.statement, "package \(package);"] + imports.map { "import \"\($0)\";" }
    let outside = messages
    for _ in 0..<random(0...2) { lines += enumeration(in: package) }
    // The root comes first and uses what follows, too.
    let names = [root] + (1..<messageCount).map { _ in "M\(number())" }
    let extensible = names.map { _ in syntax != .proto3 && chance(40) }
    for (name, isExtensible) in zip(names, extensible) {
      messages.append(Message(name: "\(package).\(name)", isExtensible: isExtensible))
    }
    for (name, isExtensible) in zip(names, extensible) {
      lines += message(name, in: package, depth: 0, isExtensible: isExtensible)
    }
    // In proto3 only options are extended.
    if syntax != .proto3 { lines += extensions(of: outside + messages) }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The lines of a message and of everything in it.
  mutating func message(_ name: String, in scope: String, depth: Int, isExtensible: Bool) -> [String] {
    let full = "\(scope).\(name)"
    var lines: [String] = []
    if depth < 2 {
      for _ in 0..<random(0...2) where chance(40) {
        let inner = "M\(number())"
        messages.append(Message(name: "\(full).\(inner)"))
        lines += message(inner, in: full, depth: depth + 1, isExtensible: false)
      }
    }
    if chance(30) { lines += enumeration(in: full) }
    var numbers = FieldNumbers(isCompact: chance(60))
    if isExtensible { lines.append("extensions 1000 to 1999;") }
    for _ in 0..<random(0...(chance(5) ? 70 : 9)) { lines += field(in: full, depth: depth, &numbers) }
    return ["message \(name) {"] + lines + ["}"]
  }

  private mutating func enumeration(in scope: String) -> [String] {
    let name = "E\(number())"
    let isClosed = syntax == .proto2 || (syntax == .edition2023 && chance(30))
    let hasAlias = chance(20)
    var numbers = [isClosed && chance(50) ? random(-5...5) : 0]
    for _ in 0..<random(0...6) {
      let next = [random(0...20), random(-100...1000), Int(Int32.max), Int(Int32.min)][random(0...3)]
      if !numbers.contains(next) { numbers.append(next) }
    }
    if hasAlias { numbers.append(numbers[0]) }
    let values = numbers.indices.map { "\(name)_V\($0)" }
    enumerations.append(Enumeration(name: "\(scope).\(name)", isClosed: isClosed, values: values))
    var lines = ["enum \(name) {"]
    if hasAlias { lines.append("option allow_alias = true;") }
    if isClosed && syntax == .edition2023 { lines.append("option features.enum_type = CLOSED;") }
    lines += zip(values, numbers).map { "\($0) = \($1);" }
    return lines + ["}"]
  }

  private mutating func extensions(of messages: [Message]) -> [String] {
    var lines: [String] = []
    for (index, message) in messages.enumerated() where message.isExtensible {
      // The shared file and the root extend different numbers.
      var numbers = FieldNumbers(extensions: (package == "p" ? 1000 : 1500) + index * 10)
      let fields = (0..<random(0...4)).flatMap { _ in
        plainField(in: package, number: numbers.next(&generator), isMember: false, isExtension: true)
      }
      if !fields.isEmpty { lines += ["extend .\(message.name) {"] + fields + ["}"] }
    }
    return lines
  }
}

/// Numbers for the fields of one message, each once.
struct FieldNumbers {
  private var used: Set<Int> = []
  private let isCompact: Bool
  private var following: Int?

  init(isCompact: Bool) {
    self.isCompact = isCompact
  }

  /// The numbers of extensions, from the first one on.
  init(extensions first: Int) {
    isCompact = true
    following = first
  }

  mutating func next(_ generator: inout SeededGenerator) -> Int {
    if let number = following {
      following = number + 1
      return number
    }
    while true {
      let number =
        switch isCompact ? 0 : Int.random(in: 0...9, using: &generator) {
        case 0...5: Int.random(in: 1...100, using: &generator)
        case 6...7: Int.random(in: 16...2047, using: &generator)
        case 8: Int.random(in: 20_000...536_870_911, using: &generator)
        default: [15, 16, 999, 2000, 2047, 2048, 18_999, 20_000, 536_870_911].randomElement(using: &generator) ?? 1
        }
      if !(1000...1999).contains(number), used.insert(number).inserted { return number }
    }
  }
}
