extension EncodingSession {
  /// The branch of a union that a key names; nil if it names none, or rather a field of that branch.
  func branch(named key: String, of union: Int32) -> Int? {
    let branches = layout.branches(of: union)
    guard let place = branches.indices.first(where: { layout.spellings(ofBranch: $0, of: union).contains(key) }) else {
      return nil
    }
    return recordType(at: branches[place].node)?.index(of: key) == nil ? place : nil
  }

  /// The only record of a union, or the map of one without records.
  func onlyKeyedBranch(of union: Int32) -> Int? {
    let branches = layout.branches(of: union)
    let records = branches.indices.filter { recordType(at: branches[$0].node) != nil }
    if records.count <= 1, let record = records.first { return record }
    return records.isEmpty ? branches.firstIndex { kind(of: Int32($0.node)) == .map } : nil
  }

  /// True if the key stands for the value of a branch, as for an unnamed associated value.
  func isPayload(_ key: String, of branch: Int32) -> Bool {
    key == "_0" && recordType(at: Int(branch))?.index(of: key) == nil
  }

  private func recordType(at node: Int) -> AvroRecordType? {
    switch layout.program.layout.nodes[node] {
    case .record(let type, _): type
    case .shared(let record): recordType(at: record)
    default: nil
    }
  }
}
