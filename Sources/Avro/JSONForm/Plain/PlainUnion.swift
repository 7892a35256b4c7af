import SchemaCore

/// Tells to which branch of a union a value in plain JSON belongs.
///
/// 1. An object whose one key is the name of a branch, with a value that this branch takes, is the specification's
///    encoding. This comes first, so that there is a way to write every value.
/// 2. Otherwise the value stands alone. It belongs to the branch that takes it, if there is just one.
/// 3. Numbers that several numeric branches take are the same number in each: a whole number goes to int, long, double
///    or float, in this order; one with a point or an exponent to double, float, int or long.
/// 4. A string such as `"NaN"` is a floating-point number only where the union has nothing else that takes it.
/// 5. What several branches take is an error that says how to write it with its type.
struct PlainUnion {
  let layout: AvroLayout
  let branches: [AvroLayout.Branch]

  /// The branch, and the value without the name of the branch.
  ///
  /// - Throws: `CodecError` for a value that no branch or more than one takes.
  func choice(for json: JSONValue) throws(CodecError) -> (place: Int, value: JSONValue) {
    if let place = onlyBranch(for: json) { return (place, json) }
    if case .object(let object) = json, let place = branches.firstIndex(where: { layout.isWrapper(json, of: $0) }) {
      let value = object.members[0].value
      // One that is nothing else either is told what is wrong inside.
      if layout.takes(value, asPlain: branches[place].node) || !branches.contains(where: { isObject($0) }) {
        return (place, value)
      }
    }
    let taking = branches.indices.filter { layout.takes(json, asPlain: branches[$0].node) }
    let chosen = preferred(taking, for: json)
    if chosen.count == 1 { return (chosen[0], json) }
    if chosen.count > 1 { throw ambiguous(json, chosen) }
    // No branch takes it: the only one of its kind says best what is wrong.
    let alike = branches.indices.filter { layout.isOfKind(json, branches[$0].node) }
    if alike.count == 1 { return (alike[0], json) }
    throw .expected(layout.plainExpectation(of: branches), found: json)
  }

  /// Where a branch's values, which are of a kind that other branches take too, are read back when they stand alone.
  func isRead(_ json: JSONValue, as place: Int) -> Bool {
    let taking = branches.indices.filter { layout.takes(json, asPlain: branches[$0].node) }
    return preferred(taking, for: json) == [place]
  }

  /// The common case, a type that may be null, without comparing anything.
  private func onlyBranch(for json: JSONValue) -> Int? {
    guard branches.count == 2, let null = branches.firstIndex(where: { $0.name == "null" }) else { return nil }
    switch json {
    case .null: return null
    case .object: return nil
    default: return 1 - null
    }
  }

  private func preferred(_ places: [Int], for json: JSONValue) -> [Int] {
    if places.count < 2 { return places }
    guard case .number(let number) = json else {
      let others = places.filter { branches[$0].name != "double" && branches[$0].name != "float" }
      return others.isEmpty ? places : others
    }
    let order: [String] = number.isInteger ? ["int", "long", "double", "float"] : ["double", "float", "int", "long"]
    let decimals = places.filter { isBytes(branches[$0]) }
    let plain = places.filter { layout.logicalTypes[branches[$0].node] == nil }
    for name in order {
      if let place = plain.first(where: { branches[$0].name == name }) { return [place] + decimals }
    }
    // Dates and times are numbers only where there is nothing else to be.
    return decimals.isEmpty ? places : decimals
  }

  private func ambiguous(_ json: JSONValue, _ places: [Int]) -> CodecError {
    let names = places.prefix(Self.shownBranches).map { branches[$0].name }
    let shown = CodecError.text(of: json)
    let spellings = names.map { name in
      switch json {
      case .object, .array: "{\"\(name)\": …}"
      default: "{\"\(name)\": \(shown)}"
      }
    }
    return CodecError(
      .mismatch, "\(shown) may be \(AvroLayout.list(names, "or")); write \(AvroLayout.list(spellings, "or"))")
  }

  private static let shownBranches = 4

  private func isBytes(_ branch: AvroLayout.Branch) -> Bool {
    switch layout.nodes[branch.node] {
    case .bytes, .fixed: true
    default: false
    }
  }

  private func isObject(_ branch: AvroLayout.Branch) -> Bool {
    switch layout.nodes[branch.node] {
    case .map, .record, .shared: true
    default: false
    }
  }
}

extension AvroLayout {
  /// True if values of the type are written as this kind of JSON value.
  fileprivate func isOfKind(_ json: JSONValue, _ index: Index) -> Bool {
    switch (nodes[index], json) {
    case (.boolean, .bool), (.array, .array), (.map, .object), (.record, .object), (.shared, .object): true
    case (.int, .number), (.long, .number), (.float, .number), (.double, .number): true
    case (.string, .string), (.enumeration, .string), (.bytes, .string), (.fixed, .string): true
    case (.int, .string), (.long, .string): logicalTypes[index] != nil
    default: false
    }
  }

  /// The types of a union by their names, such as `null, string or double`.
  func plainExpectation(of branches: [Branch]) -> String {
    branches.isEmpty ? "nothing (an empty union)" : Self.list(branches.map(\.name), "or")
  }

  fileprivate static func list(_ names: [String], _ word: String) -> String {
    guard let last = names.last, names.count > 1 else { return names.joined() }
    return names.dropLast().joined(separator: ", ") + " \(word) " + last
  }
}
