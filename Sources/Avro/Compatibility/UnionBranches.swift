/// The branches of a reader's union, arranged so that those which may read a given type are found without a search.
struct UnionBranches {
  private var unnamed: [AvroSchema] = []
  private var named: [String: [AvroSchema]] = [:]

  /// Arranges the branches; `definition` finds what a name stands for.
  init(_ branches: [AvroSchema], definition: (AvroSchema) -> AvroSchema) {
    for branch in branches {
      guard let name = branch.name else {
        unnamed.append(branch)
        continue
      }
      let aliases = definition(branch).type.aliases.lazy.filter { !$0.namespace.isEmpty || $0.name != name.name }
      for key in [name.name] + aliases.map(\.fullName) { named[key, default: []].append(branch) }
    }
  }

  /// The branches that may read what is written with `writer`, in order; no other can, because named types must agree
  /// in a name and are never read as unnamed ones or the other way round.
  func candidates(for writer: AvroSchema) -> [AvroSchema] {
    guard let name = writer.name else { return unnamed }
    let byName = named[name.name] ?? []
    guard !name.namespace.isEmpty, let byAlias = named[name.fullName] else { return byName }
    return byName + byAlias
  }
}
