import SchemaCore

/// Which schema of a set a text means by a name.
struct SetUses {
  private let members: [SchemaSet.Member]
  /// The members by their paths, by the last names of these, and by what their texts call them.
  private var byPath: [String: Int] = [:]
  private var byFileName: [Substring: [Int]] = [:]
  private var byOwnName: [String: [Int]] = [:]

  /// - Parameter own: what texts call themselves, by member.
  init(_ members: [SchemaSet.Member], _ own: [Int: String?]) {
    self.members = members
    for (index, member) in members.enumerated() {
      byPath[member.path] = index
      byFileName[Self.fileName(of: member.path), default: []].append(index)
      if let name = own[index] ?? nil { byOwnName[name, default: []].append(index) }
    }
  }

  /// The subject that a member means, and the name of the reference; nil if it is none of the set, or one cannot tell which.
  func target(of uses: [TextNames.Use], by index: Int) -> (name: String, subject: SubjectName)? {
    for use in uses {
      let found = candidates(use.target, by: members[index]).filter { members[$0].format == members[index].format }
      let subjects = Set(found.map { members[$0].subject })
      guard subjects.count == 1, let subject = subjects.first else { continue }
      // What a subject's earlier version defines is no other schema.
      if subject != members[index].subject { return (use.name, subject) }
    }
    return nil
  }

  /// By its path from the set's folder, from the using file's, by what its text calls it, or by the end of its path.
  private func candidates(_ target: String, by member: SchemaSet.Member) -> [Int] {
    let own = member.path.lastIndex(of: "/").map { member.path[...$0] } ?? ""
    if let index = byPath[target] ?? byPath[Self.plain(own + target)] { return [index] }
    if let indices = byOwnName[target] { return indices }
    let ending = "/" + target
    return (byFileName[Self.fileName(of: target)] ?? []).filter { members[$0].path.hasSuffix(ending) }
  }

  private static func fileName(of path: String) -> Substring {
    path.lastIndex(of: "/").map { path[path.index(after: $0)...] } ?? path[...]
  }

  /// The path without `.` and `..`, as far as it stays below the set's folder.
  private static func plain(_ path: String) -> String {
    var parts: [Substring] = []
    for part in path.split(separator: "/") where part != "." {
      if part == "..", parts.last != nil { parts.removeLast() } else { parts.append(part) }
    }
    return parts.joined(separator: "/")
  }
}
