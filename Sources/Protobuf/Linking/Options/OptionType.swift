/// A message that options are values of, as far as their interpretation asks.
struct OptionType: Sendable {
  let fullName: String
  /// The scope around it, in which names of its extensions are looked for.
  let outerScope: Int
  let isMessageSet: Bool
  let fields: [String: OptionField]
  /// The names of the required ones, sorted.
  let required: [String]
}

/// A field or an extension that an option sets.
struct OptionField: Sendable {
  let descriptor: FieldDescriptor
  let type: ResolvedType
  /// For extensions, the message that is extended.
  let extendee: Int?
  /// What it may be set on; empty if on anything. By the names that `google.protobuf.FieldOptions.targets` has for it.
  let targets: [String]
  let lifetime: OptionLifetime
  /// For groups the name of the message, which texts use for the field.
  let groupName: String?

  init(_ linked: LinkedField, _ declared: DeclaredField, groupName: String?) {
    self.descriptor = linked.descriptor
    self.type = linked.type
    self.extendee = linked.extendee
    self.targets = declared.syntax.options.compactMap { option in
      guard option.name.parts == [.simple("targets")], case .identifier(let name) = option.value.kind else {
        return nil
      }
      return name
    }
    self.lifetime = OptionLifetime(declared.syntax.options)
    self.groupName = groupName
  }
}

/// The editions in which an option may be used, as its `feature_support` says.
struct OptionLifetime: Sendable {
  /// The edition that has it first, as `google.protobuf.Edition` names it.
  private(set) var introduced: String?
  /// The edition that does not have it any more.
  private(set) var removed: String?

  init(_ options: [OptionSyntax]) {
    guard case .aggregate(let fields)? = options.value(of: "feature_support")?.kind else { return }
    for field in fields {
      guard case .identifier(let edition) = field.value.kind else { continue }
      if field.name == .simple("edition_introduced") { introduced = edition }
      if field.name == .simple("edition_removed") { removed = edition }
    }
  }

  /// Why it cannot be used in an edition; nil if it can.
  func objection(in edition: Edition) -> String? {
    if let introduced, edition >= .edition2023, Self.number(introduced) > edition.rawValue {
      return "is not there before \(introduced)"
    }
    if let removed, Self.number(removed) <= edition.rawValue { return "is not there any more since \(removed)" }
    return nil
  }

  private static func number(_ edition: String) -> Int32 {
    switch edition {
    case "EDITION_LEGACY": 900
    case "EDITION_PROTO2": Edition.proto2.rawValue
    case "EDITION_PROTO3": Edition.proto3.rawValue
    case "EDITION_2023": Edition.edition2023.rawValue
    default: Int32.max
    }
  }
}

extension LinkSession {
  /// What options that are values of a message may say.
  func optionType(_ id: Int) -> OptionType {
    if let known = optionTypes[id] { return known }
    let declared = table.messages[id]
    var fields: [String: OptionField] = [:]
    for field in declared.fields where fields[field.syntax.name.text] == nil {
      fields[field.syntax.name.text] = OptionField(
        link(field, of: declared, isReported: false), field, groupName: groupName(field))
    }
    let type = OptionType(
      fullName: declared.fullName, outerScope: declared.outerScope, isMessageSet: declared.isMessageSet, fields: fields,
      required: fields.filter { $1.descriptor.features.presence == .required }.keys.sorted())
    optionTypes[id] = type
    return type
  }

  /// An extension that an option sets.
  func optionExtension(_ id: Int) -> OptionField {
    if let known = optionExtensions[id] { return known }
    let declared = table.extensions[id].field
    let field = OptionField(link(extension: id, isReported: false), declared, groupName: groupName(declared))
    optionExtensions[id] = field
    return field
  }

  private func groupName(_ field: DeclaredField) -> String? {
    guard field.form == .group, case .named(let name) = field.syntax.type else { return nil }
    return name.text.split(separator: ".").last.map(String.init)
  }
}
