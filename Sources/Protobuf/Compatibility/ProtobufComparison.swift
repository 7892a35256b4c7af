import SchemaCore

/// Finds every difference between two versions of a file, by the rules of the reference implementation.
///
/// Each pair of messages is compared once, in time linear to the size of both. A field whose type comes from elsewhere
/// only leaves a note that it uses that pair: chains of imported types are as long as somebody makes them, and are
/// followed by `ExpandedDifferences` without recursion.
struct ProtobufComparison {
  /// What the comparison of two messages, or of the two files, leaves behind.
  enum Entry {
    case difference(ProtobufDifference)
    /// The messages of a pair differ as they do; if that is incompatible, so is the field, by the difference given.
    case use(pair: Int, ProtobufDifference)
  }

  /// Two messages that are to be compared because a field's type was the one and is the other.
  private struct Pair: Hashable {
    let original: String
    let update: String
  }

  /// Where the walk is on both sides.
  struct Scope {
    /// The full name of the package or message that names are resolved in.
    var original: String
    var update: String
    /// The names of the enclosing messages.
    var path: [String] = []

    func entering(_ name: String) -> Scope {
      Scope(
        original: FullName.join(original, name), update: FullName.join(update, name), path: path + [name])
    }

    /// The message that the scope is, as people name it.
    var message: String { "message \(path.joined(separator: "."))" }
  }

  /// Ends a comparison that takes too long.
  struct Stop: Error {}

  let original: DeclaredTypes
  let update: DeclaredTypes
  /// What was found since the last pair was begun.
  var entries: [Entry] = []
  private var numbers: [Pair: Int] = [:]
  private var pairs: [Pair] = []
  private var stepsLeft = ProtobufComparison.steps

  /// How many declarations may be looked at.
  static let steps = 1_000_000

  private init(original: DeclaredTypes, update: DeclaredTypes) {
    self.original = original
    self.update = update
  }

  /// What the two files leave behind, and what each pair does that they use.
  ///
  /// - Throws: `Stop` if the schemas are too large.
  static func entries(original: ProtobufSchema, update: ProtobufSchema) throws(Stop) -> (
    root: [Entry], pairs: [[Entry]]
  ) {
    var walk = ProtobufComparison(original: original.types, update: update.types)
    try walk.compare(original.syntax, update.syntax)
    let root = walk.entries
    var pairs: [[Entry]] = []
    while pairs.count < walk.pairs.count {
      walk.entries = []
      try walk.compare(walk.pairs[pairs.count])
      pairs.append(walk.entries)
    }
    return (root, pairs)
  }

  private mutating func compare(_ original: FileSyntax, _ update: FileSyntax) throws(Stop) {
    let scope = Scope(original: original.package?.text ?? "", update: update.package?.text ?? "")
    if original.package != update.package {
      add(
        .packageChanged, at: [], "the package", original: original.package?.text ?? "none",
        update: update.package?.text ?? "none")
    }
    try compare(ScopeTypes(original.messages, original.enums), ScopeTypes(update.messages, update.enums), in: scope)
  }

  private mutating func compare(_ pair: Pair) throws(Stop) {
    guard let original = original[pair.original], let update = update[pair.update],
      case .message(let originalMessage) = original.definition, case .message(let updateMessage) = update.definition
    else { return }
    let path = original.localName.split(separator: ".").map(String.init)
    try compare(
      originalMessage, updateMessage, in: Scope(original: original.fullName, update: update.fullName, path: path))
  }

  /// Types are those of one name in the same scope; a type that moves elsewhere is gone here and new there.
  private mutating func compare(_ original: ScopeTypes, _ update: ScopeTypes, in scope: Scope) throws(Stop) {
    try step(original.messages.count + original.enums.count + update.messages.count + update.enums.count)
    for name in original.messages.keys(and: update.messages) {
      let scope = scope.entering(name)
      switch (original.messages[name], update.messages[name]) {
      case (let originalMessage?, let updateMessage?):
        try compare(originalMessage.message, updateMessage.message, in: scope)
        if originalMessage.index != updateMessage.index { add(.messageMoved, at: scope.path, scope.message) }
      case (let message?, nil):
        if !message.message.isMapEntry { add(.messageRemoved, at: scope.path, scope.message) }
      case (nil, let message?):
        if !message.message.isMapEntry { add(.messageAdded, at: scope.path, scope.message) }
      case (nil, nil): break
      }
    }
    for name in original.enums.keys(and: update.enums) {
      let path = scope.path + [name]
      let subject = "enum \(path.joined(separator: "."))"
      switch (original.enums[name], update.enums[name]) {
      case (let original?, let update?): try compare(original, update, at: path, subject)
      case (_?, nil): add(.enumRemoved, at: path, subject)
      case (nil, _): add(.enumAdded, at: path, subject)
      }
    }
  }

  private mutating func compare(
    _ original: MessageSyntax, _ update: MessageSyntax, in scope: Scope
  ) throws(Stop) {
    try compare(MessageFields(original), MessageFields(update), in: scope)
    try compare(
      ScopeTypes(original.messages, original.enums), ScopeTypes(update.messages, update.enums), in: scope)
  }

  private mutating func compare(
    _ original: EnumSyntax, _ update: EnumSyntax, at path: [String], _ subject: String
  ) throws(Stop) {
    try step(original.elements.count + update.elements.count)
    let originalNames = original.namesByNumber
    let updateNames = update.namesByNumber
    for number in originalNames.keys.sorted(mergedWith: updateNames.keys) {
      let path = path + [String(number)]
      let before = originalNames[number]
      let after = updateNames[number]
      let kind: ProtobufDifference.Kind? =
        switch (before, after) {
        case (let before?, let after?): before == after ? nil : .enumValueRenamed
        case (_?, nil): .enumValueRemoved
        case (nil, _): .enumValueAdded
        }
      if let kind {
        add(kind, at: path, "value \(after ?? before ?? "") (\(number)) of \(subject)", original: before, update: after)
      }
    }
  }
}

extension ProtobufComparison {
  mutating func add(
    _ kind: ProtobufDifference.Kind, at path: [String], _ subject: String, original: String? = nil,
    update: String? = nil
  ) {
    entries.append(.difference(.init(kind, at: path, subject, original: original, update: update)))
  }

  /// Notes that a field's message type is to be compared in depth.
  mutating func use(
    _ original: DeclaredTypes.Declaration, _ update: DeclaredTypes.Declaration, _ field: ProtobufDifference
  ) {
    let pair = Pair(original: original.fullName, update: update.fullName)
    let number = numbers[pair] ?? pairs.count
    if number == pairs.count {
      numbers[pair] = number
      pairs.append(pair)
    }
    entries.append(.use(pair: number, field))
  }

  mutating func step(_ count: Int) throws(Stop) {
    stepsLeft -= count
    if stepsLeft < 0 { throw Stop() }
  }
}
