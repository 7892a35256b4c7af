import SchemaCore

@testable import Avro

/// Compares our JSON with libavro's, which says the same with other digits, in another order and without namespaces.
struct LibavroJSON {
  let layout: AvroLayout

  /// True if both texts mean the same value of the node.
  func agrees(_ ours: JSONValue, _ theirs: JSONValue, as node: AvroLayout.Index = 0) -> Bool {
    switch (layout.nodes[node], ours, theirs) {
    case (.shared(let record), _, _): agrees(ours, theirs, as: record)
    case (.array(let items), .array(let ours), .array(let theirs)):
      ours.count == theirs.count && zip(ours, theirs).allSatisfy { agrees($0, $1, as: items) }
    case (.map(let values), .object(let ours), .object(let theirs)):
      ours.count == theirs.count
        && ours.allSatisfy { member in theirs[member.key].map { agrees(member.value, $0, as: values) } ?? false }
    case (.record(let type, let fields), .object(let ours), .object(let theirs)):
      ours.count == fields.count && theirs.count == fields.count
        && zip(type.fieldNames, fields).allSatisfy { name, field in
          guard let mine = ours[name], let other = theirs[name] else { return false }
          return agrees(mine, other, as: field)
        }
    case (.union(let branches), .object(let ours), .object(let theirs)):
      branches.contains { branch in
        guard let mine = ours[branch.name], let other = theirs[AvroName(branch.name).name] else { return false }
        return agrees(mine, other, as: branch.node)
      }
    case (.float, .number(let ours), .number(let theirs)): Float(ours.text) == Float(theirs.text)
    case (.double, .number(let ours), .number(let theirs)): ours.double == theirs.double
    default: ours == theirs
    }
  }
}
