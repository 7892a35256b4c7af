import JSONSchema
import SchemaCore
import SwiftSource

/// The member that tells the schemas of a `oneOf` apart.
struct Discriminator {
  var member: String
  var branches: [(value: String, place: SchemaPlace)]
}

extension TypeMapping {
  /// The required member that has another `const` in each schema of `oneOf` or `anyOf`; nil if there is none.
  func discriminator(of reader: SchemaReader) -> Discriminator? {
    guard !reader.hasProperties else { return nil }
    for keyword in ["oneOf", "anyOf"] {
      let branches = reader.list(keyword)
      guard branches.count > 1 else { continue }
      let constants = branches.map(constants)
      for member in constants[0].map(\.member) {
        let values = constants.compactMap { $0.first { $0.member == member }?.value }
        guard values.count == branches.count, Set(values).count == values.count else { continue }
        return Discriminator(member: member, branches: Array(zip(values, branches)))
      }
    }
    return nil
  }

  /// The members of a schema's objects that always are there with one value.
  private func constants(of place: SchemaPlace) -> [(member: String, value: String)] {
    guard let reader = content(of: place) else { return [] }
    return reader.properties.compactMap { member, place in
      guard reader.required.contains(member), let value = SchemaReader(place)?.constant else { return nil }
      return (member, value)
    }
  }

  /// What a schema, or what it refers to, says.
  private func content(of place: SchemaPlace) -> SchemaReader? {
    var place = place
    // References may lead in a circle.
    for _ in 0..<16 {
      guard let reader = SchemaReader(place) else { return nil }
      guard let reference = reader.reference else { return reader }
      guard let target = try? target(of: reference, at: place) else { return nil }
      place = target
    }
    return nil
  }

  mutating func unionCases(
    _ discriminator: Discriminator, _ nested: NestedTypes
  ) throws(SwiftGeneratorError) -> [Declaration.UnionCase] {
    let names = MemberNames.members(discriminator.branches.map(\.value))
    var cases: [Declaration.UnionCase] = []
    for (branch, name) in zip(discriminator.branches, names) {
      let title = SchemaReader(branch.place)?.title
      let type = try mapped(branch.place, named: title ?? branch.value, nested: nested)
      cases.append(Declaration.UnionCase(name: name, value: branch.value, type: type.name))
    }
    return cases
  }
}
