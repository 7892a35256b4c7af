import SchemaCore

/// Whether the value of a union's branch may be written without the branch's name in plain JSON, so that `PlainUnion`
/// reads it as a value of this branch again.
enum PlainBareness {
  case always, never
  /// A map that is not to be taken for a value with the name of its branch.
  case unlessKeyIsBranch
  /// A scalar that other branches may take; reading it tells.
  case ifReadBack

  /// In unions of more branches every value gets its name, which costs less than comparing so many types.
  private static let comparedBranches = 64

  init(of chosen: Int, among branches: [AvroLayout.Branch], _ layout: AvroLayout) {
    let node = layout.withoutSharing(branches[chosen].node)
    switch layout.nodes[node] {
    case .null, .boolean, .array:
      self = .always
    case .map:
      let isAlone = !branches.indices.contains { $0 != chosen && layout.isRecord(branches[$0].node) }
      self = isAlone ? .unlessKeyIsBranch : .never
    case .record(let type, let fields):
      let isClear =
        branches.count <= Self.comparedBranches
        && !(fields.count == 1 && branches.contains { $0.name == type.fields[0].plainName })
        && branches.indices.allSatisfy { $0 == chosen || layout.isUnlike(branches[$0].node, type) }
      self = isClear ? .always : .never
    default:
      let others = branches.indices.filter { $0 != chosen && layout.isTextOrNumber(branches[$0].node) }
      self = others.isEmpty ? .always : branches.count <= Self.comparedBranches ? .ifReadBack : .never
    }
  }
}

extension AvroLayout {
  fileprivate func withoutSharing(_ index: Index) -> Index {
    if case .shared(let record) = nodes[index] { record } else { index }
  }

  fileprivate func isRecord(_ index: Index) -> Bool {
    if case .record = nodes[withoutSharing(index)] { true } else { false }
  }

  fileprivate func isTextOrNumber(_ index: Index) -> Bool {
    switch nodes[index] {
    case .null, .boolean, .array, .map, .record, .shared: false
    default: true
    }
  }

  /// True if the names of the fields suffice to tell an object with all fields of `type` from this type's values.
  fileprivate func isUnlike(_ index: Index, _ type: AvroRecordType) -> Bool {
    switch nodes[withoutSharing(index)] {
    case .map: false
    case .record(let other, let fields):
      type.fields.contains { other.index(ofPlain: $0.plainName) == nil }
        || fields.indices.contains { place in
          type.index(ofPlain: other.fields[place].plainName) == nil
            && !mayBeMissing(fields[place], in: other, at: place)
        }
    default: true
    }
  }
}
