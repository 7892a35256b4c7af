extension ResolutionCompiler {
  /// Compiles a union that is read as another: each of its branches may have a counterpart or not.
  mutating func emit(
    _ branches: [AvroLayout.Branch], asBranchesOf readers: [AvroLayout.Branch]
  ) throws(AvroResolutionError) {
    var places: [Int?] = []
    for branch in branches { places.append(try place(of: branch.node, among: readers)) }
    // Where the branches have the same numbers on both sides, the number that is written is the slot.
    let areSame = places.enumerated().allSatisfy { $1 == nil || $0 == $1 }
    if areSame, let null = nullOfNullable(branches), places[null] != nil, let other = places[1 - null] {
      let begin = Int(next)
      append(.nullable, extra: null)
      let found = findings.count
      branchStart = Int(next)
      try emit(branches[1 - null].node, readers[other].node)
      findings.removeSubrange(found...)
      parts.decoding.instructions[begin].operand = next
      lastTarget = Int(next)
      return
    }
    try emitBranches(of: branches, areSame ? .union : .branch) { (self, index) throws(AvroResolutionError) in
      guard let place = places[index] else {
        self.place.push(.branch(index))
        self.refuseBranch(branches[index].node)
        self.place.pop()
        return
      }
      if !areSame { self.appendBranch(place) }
      try self.emit(branches[index].node, readers[place].node)
    }
  }

  /// Compiles a union that is read as another type: the number of the branch is not kept.
  mutating func emit(_ branches: [AvroLayout.Branch], as read: AvroLayout.Index) throws(AvroResolutionError) {
    try emitBranches(of: branches, .branch) { (self, index) throws(AvroResolutionError) in
      self.place.push(.branch(index))
      try self.emit(branches[index].node, read)
      self.place.pop()
    }
  }

  /// Compiles another type that is read as a union: the branch is always the same.
  mutating func emit(
    _ written: AvroLayout.Index, asBranchOf readers: [AvroLayout.Branch]
  ) throws(AvroResolutionError) {
    guard let place = try place(of: written, among: readers) else { return refuseBranch(written) }
    appendBranch(place)
    try emit(written, readers[place].node)
  }

  private mutating func emitBranches(
    of branches: [AvroLayout.Branch], _ code: Instruction.Code,
    each emitBranch: (inout ResolutionCompiler, Int) throws(AvroResolutionError) -> Void
  ) throws(AvroResolutionError) {
    let table = parts.decoding.jumps.count
    parts.decoding.jumps += repeatElement(0, count: branches.count)
    append(code, extra: branches.count, operand: table)
    let found = findings.count
    var readable = branches.isEmpty ? 1 : 0
    var exits: [Int] = []
    for index in branches.indices {
      let foundBefore = findings.count
      parts.decoding.jumps[table + index] = next
      branchStart = Int(next)
      try emitBranch(&self, index)
      let isUnreadable = findings[foundBefore...].contains { if case .problem = $0 { true } else { false } }
      if !isUnreadable { readable += 1 }
      exits.append(Int(next))
      append(.jump)
    }
    for exit in exits { parts.decoding.instructions[exit].operand = next }
    lastTarget = Int(next)
    // A record may be of a branch that can be read.
    if readable > 0 { findings.removeSubrange(found...) }
  }

  private mutating func appendBranch(_ place: Int) {
    let isStart = Int(next) == branchStart
    parts.decoding.instructions.append(defaults.instruction(forBranch: place))
    if isStart { branchStart += 1 }
  }

  private mutating func refuseBranch(_ written: AvroLayout.Index) {
    refuse(.missingUnionBranch(writer: writer.schemaType(of: written), reason: nil))
  }

  /// The branch of null if the other is the only one besides.
  func nullOfNullable(_ branches: [AvroLayout.Branch]) -> Int? {
    guard branches.count == 2 else { return nil }
    return branches.firstIndex { if case .null = writer.nodes[$0.node] { true } else { false } }
  }

  /// The branch that a value is read as: the first of its own type, or else the first that it can be promoted to. Of
  /// several named types the one with the same full name comes before those with an alias, and they before those that
  /// only have the same last name.
  private mutating func place(
    of written: AvroLayout.Index, among readers: [AvroLayout.Branch]
  ) throws(AvroResolutionError) -> Int? {
    try spend(1 + readers.count / 16)
    var best: (rank: Int, place: Int)?
    for (place, branch) in readers.enumerated() {
      guard let rank = rank(of: written, as: branch.node), rank < best?.rank ?? .max else { continue }
      best = (rank, place)
    }
    return best?.place
  }

  private func rank(of written: AvroLayout.Index, as read: AvroLayout.Index) -> Int? {
    switch (writer.target(of: written), reader.target(of: read)) {
    case (.record(let type, _), .record(let readType, _)):
      type.name.rank(as: readType.name, aliases: readType.definition.aliases)
    case (.enumeration(let type), .enumeration(let readType)):
      type.name.rank(as: readType.name, aliases: readType.definition.aliases)
    case (.fixed(let type), .fixed(let readType)):
      type.name.rank(as: readType.name, aliases: readType.definition.aliases)
    case (.null, .null), (.boolean, .boolean), (.int, .int), (.long, .long), (.float, .float), (.double, .double),
      (.bytes, .bytes), (.string, .string), (.array, .array), (.map, .map):
      0
    case (.int, .long), (.int, .float), (.int, .double), (.long, .float), (.long, .double), (.float, .double),
      (.string, .bytes), (.bytes, .string):
      AvroName.promotionRank
    default: nil
    }
  }
}
