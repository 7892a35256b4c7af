/// A pattern of file paths: `schemas/{topic}-value.avsc`.
///
/// `{name}` stands for at least one character of a file's or folder's name and keeps it, `*` for any characters of one
/// name, `?` for one character, and `**` for any number of folders.
public struct FilePattern: Hashable, Sendable, CustomStringConvertible {
  private enum Token: Hashable {
    case byte(UInt8)
    case anyByte
    case anyName
    case anyFolders
    case placeholder(String)
  }

  public let description: String
  private let tokens: [Token]

  /// The longest pattern, and the longest path that is held against one, in bytes.
  private static let maximumBytes = 4096

  /// Reads a pattern.
  ///
  /// - Throws: `PatternError` saying what is wrong with it.
  public init(_ text: String) throws(PatternError) {
    description = text
    if text.utf8.count > Self.maximumBytes { throw PatternError("the pattern is too long") }
    if text.isEmpty || text.hasPrefix("/") || text.split(separator: "/").contains("..") {
      throw PatternError("a path below the folder of martlet.yaml is expected, such as schemas/{topic}-value.avsc")
    }
    let bytes = Array(text.utf8)
    var tokens: [Token] = []
    var names: Set<String> = []
    var place = bytes.starts(with: [UInt8(ascii: "."), UInt8(ascii: "/")]) ? 2 : 0
    while place < bytes.count {
      switch bytes[place] {
      case UInt8(ascii: "*") where place + 1 < bytes.count && bytes[place + 1] == UInt8(ascii: "*"):
        tokens.append(.anyFolders)
        place += 2
        // `**/` also stands for no folder at all.
        if place < bytes.count && bytes[place] == UInt8(ascii: "/") { place += 1 }
        continue
      case UInt8(ascii: "*"): tokens.append(.anyName)
      case UInt8(ascii: "?"): tokens.append(.anyByte)
      case UInt8(ascii: "{"):
        guard let end = bytes[place...].firstIndex(of: UInt8(ascii: "}")) else {
          throw PatternError("a { has no } after it")
        }
        let name = String(decoding: bytes[(place + 1)..<end], as: UTF8.self)
        if name.isEmpty || name.contains("{") || name.contains("/") {
          throw PatternError("{\(name)} is no placeholder: {topic} is one")
        }
        if !names.insert(name).inserted { throw PatternError("{\(name)} occurs twice") }
        tokens.append(.placeholder(name))
        place = end
      case let byte: tokens.append(.byte(byte))
      }
      place += 1
    }
    self.tokens = tokens
    placeholders = names
  }

  /// The pattern that only one path fits, whatever signs are in it.
  public init(exactly path: String) {
    description = path
    tokens = path.utf8.map(Token.byte)
    placeholders = []
  }

  /// The names that stand in braces.
  public let placeholders: Set<String>

  /// True if it can stand for more than one file.
  public var isOpen: Bool {
    tokens.contains { token in
      if case .byte = token { false } else { true }
    }
  }

  /// The one path that a pattern stands for which is not open.
  var plainPath: String { description.hasPrefix("./") ? String(description.dropFirst(2)) : description }

  /// The folder in which all that fits is, with a slash at its end; empty for the whole tree.
  public var folder: String {
    var prefix: [UInt8] = []
    for case .byte(let byte) in tokens.prefix(while: { if case .byte = $0 { true } else { false } }) {
      prefix.append(byte)
    }
    guard let slash = prefix.lastIndex(of: UInt8(ascii: "/")) else { return "" }
    return String(decoding: prefix[...slash], as: UTF8.self)
  }

  /// What the placeholders stand for in a path; nil if it does not fit.
  public func match(_ path: String) -> [String: String]? {
    let bytes = Array(path.utf8)
    guard bytes.count <= Self.maximumBytes else { return nil }
    var matching = Matching(tokens: tokens, bytes: bytes)
    guard matching.run() else { return nil }
    return matching.captures.mapValues { String(decoding: bytes[$0], as: UTF8.self) }
  }

  /// A search that goes back, and remembers what has failed, so that no pattern takes long.
  private struct Matching {
    let tokens: [Token]
    let bytes: [UInt8]
    var captures: [String: Range<Int>] = [:]
    /// How many slashes there are before each place.
    private let depths: [Int]
    /// The choices made, as token, place and the end that was taken.
    private var choices: [(token: Int, start: Int, end: Int)] = []
    /// For each wildcard the last place from which no end was the right one: none further on in the same name is either.
    private var exhausted: [Int: Int] = [:]

    init(tokens: [Token], bytes: [UInt8]) {
      self.tokens = tokens
      self.bytes = bytes
      var depth = 0
      depths =
        [0]
        + bytes.map { byte in
          if byte == UInt8(ascii: "/") { depth += 1 }
          return depth
        }
    }

    mutating func run() -> Bool {
      var token = 0
      var place = 0
      while true {
        if advance(&token, &place) {
          for choice in choices {
            if case .placeholder(let name) = tokens[choice.token] { captures[name] = choice.start..<choice.end }
          }
          return true
        }
        guard backtrack(&token, &place) else { return false }
      }
    }

    /// Goes on until the end, or until nothing fits.
    private mutating func advance(_ token: inout Int, _ place: inout Int) -> Bool {
      while token < tokens.count {
        switch tokens[token] {
        case .byte(let byte):
          guard place < bytes.count, bytes[place] == byte else { return false }
          place += 1
        case .anyByte:
          guard place < bytes.count, bytes[place] != UInt8(ascii: "/") else { return false }
          place += 1
        case .anyName, .placeholder, .anyFolders:
          guard let end = firstEnd(token, place) else { return false }
          choices.append((token, place, end))
          place = end
        }
        token += 1
      }
      return place == bytes.count
    }

    private mutating func backtrack(_ token: inout Int, _ place: inout Int) -> Bool {
      while let choice = choices.popLast() {
        guard let end = nextEnd(choice) else {
          exhausted[choice.token] = choice.start
          continue
        }
        choices.append((choice.token, choice.start, end))
        token = choice.token + 1
        place = end
        return true
      }
      return false
    }

    private func firstEnd(_ token: Int, _ start: Int) -> Int? {
      if let failed = exhausted[token], failed <= start {
        if case .anyFolders = tokens[token] {
          if start == 0 || bytes[start - 1] == UInt8(ascii: "/") { return nil }
        } else if depths[failed] == depths[start] {
          return nil
        }
      }
      guard case .placeholder = tokens[token] else { return start }
      return start < bytes.count && bytes[start] != UInt8(ascii: "/") ? start + 1 : nil
    }

    private func nextEnd(_ choice: (token: Int, start: Int, end: Int)) -> Int? {
      guard choice.end < bytes.count else { return nil }
      if case .anyFolders = tokens[choice.token] {
        // Whole names only, with the slash behind them; at the end of a pattern also the file's own.
        if let slash = bytes[choice.end...].firstIndex(of: UInt8(ascii: "/")) { return slash + 1 }
        return choice.token == tokens.count - 1 ? bytes.count : nil
      }
      return bytes[choice.end] == UInt8(ascii: "/") ? nil : choice.end + 1
    }
  }
}

/// What is wrong with a pattern.
public struct PatternError: Error, Hashable, Sendable, CustomStringConvertible {
  public var description: String

  init(_ description: String) {
    self.description = description
  }
}
