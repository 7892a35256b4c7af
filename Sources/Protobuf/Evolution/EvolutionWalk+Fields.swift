extension EvolutionWalk {
  mutating func compareFields(_ old: MessageDescriptor, _ new: MessageDescriptor, _ scope: String) {
    let byNumber = Dictionary(new.fields.map { ($0.number, $0) }, uniquingKeysWith: { first, _ in first })
    let byName = Dictionary(new.fields.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    for field in old.fields {
      if let now = byNumber[field.number] {
        compare(field, now, oneofs: (old.writtenOneof(of: field), new.writtenOneof(of: now)), in: scope)
        compareOneofs((old, field), (new, now), scope)
      }
      let name = FullName.join(scope, field.name)
      if let moved = byName[field.name] {
        if moved.number != field.number {
          add(.fieldNumberChanged, name, "field \(name) had the number \(field.number) and has \(moved.number)")
        }
      } else if byNumber[field.number] == nil {
        add(.fieldRemoved, name, "field \(name) (\(field.number)) is gone")
      }
    }
    compareReservations(Reservations(old), Reservations(new), scope)
  }

  /// Compares two versions of a field or an extension, by everything but reservations.
  mutating func compare(
    _ old: FieldDescriptor, _ new: FieldDescriptor, oneofs: (old: String?, new: String?), in scope: String
  ) {
    let name = FullName.join(scope, new.name)
    if old.name != new.name {
      add(.fieldRenamed, name, "field \(FullName.join(scope, old.name)) (\(old.number)) is called \(new.name)")
    }
    if old.jsonName != new.jsonName {
      add(.jsonNameChanged, name, "field \(name) was \"\(old.jsonName)\" in JSON and is \"\(new.jsonName)\"")
    }
    let wasRepeated = old.label == .repeated
    let isRepeated = new.label == .repeated
    if wasRepeated != isRepeated {
      let words = ["single", "repeated"]
      add(
        .fieldRepetitionChanged, name,
        "field \(name) was \(words[wasRepeated ? 1 : 0]) and is \(words[isRepeated ? 1 : 0])")
    } else if old.features.presence != new.features.presence, !isRepeated {
      comparePresence(old, new, isSameOneof: (oneofs.old == nil) == (oneofs.new == nil), name)
    }
    if wasRepeated, isRepeated, old.isNumeric, new.isNumeric, old.features.isPacked != new.features.isPacked {
      add(.fieldPackingChanged, name, "field \(name) was \(old.packing) and is \(new.packing)")
    }
    let takesAnyBytes = old.type == .scalar(.bytes) || old.type == .scalar(.string) && !old.features.validatesUTF8
    if takesAnyBytes, new.type == .scalar(.string), new.features.validatesUTF8 {
      add(.utf8CheckAdded, name, "field \(name) could hold any bytes, and holds UTF-8")
    }
    let defaults = (defaultValue(of: old, in: self.old.set), defaultValue(of: new, in: self.new.set))
    if old.type == new.type, defaults.0 != defaults.1 {
      add(.fieldDefaultChanged, name, "field \(name) had the default \(defaults.0) and has \(defaults.1)")
    }
    compareTypes(old, new, name)
  }

  private mutating func comparePresence(
    _ old: FieldDescriptor, _ new: FieldDescriptor, isSameOneof: Bool, _ name: String
  ) {
    let wasRequired = old.features.presence == .required
    let isRequired = new.features.presence == .required
    if wasRequired != isRequired {
      add(.fieldRequiredChanged, name, "field \(name) \(isRequired ? "is required now" : "was required and is not")")
    } else if isSameOneof {
      let can = new.features.presence == .explicit
      add(
        .fieldPresenceChanged, name,
        can
          ? "whether field \(name) is set can be told now, and could not be before"
          : "whether field \(name) is set could be told before, and cannot be now")
    }
  }

  /// A oneof that only got another name is none of the field's business.
  private mutating func compareOneofs(
    _ old: (message: MessageDescriptor, field: FieldDescriptor),
    _ new: (message: MessageDescriptor, field: FieldDescriptor), _ scope: String
  ) {
    let before = old.message.writtenOneof(of: old.field)
    let after = new.message.writtenOneof(of: new.field)
    if before == after { return }
    if let before, let after, !new.message.oneofs.contains(where: { $0.name == before }),
      !old.message.oneofs.contains(where: { $0.name == after })
    {
      return
    }
    let name = FullName.join(scope, new.field.name)
    func place(_ oneof: String?) -> String { oneof.map { "in oneof \($0)" } ?? "outside of all oneofs" }
    add(.fieldOneofChanged, name, "field \(name) was \(place(before)) and is \(place(after))")
  }

  /// The value of a field that is not set.
  private func defaultValue(of field: FieldDescriptor, in files: FileSet) -> String {
    if let value = field.defaultValue { return field.type == .scalar(.string) ? "\"\(value)\"" : value }
    switch field.type {
    case .scalar(.string), .scalar(.bytes): return "\"\""
    case .scalar(.bool): return "false"
    case .scalar: return "0"
    case .enumeration(let name): return files.enumeration(named: name)?.values.first?.name ?? "0"
    case .message, .group: return "none"
    }
  }
}

extension FieldDescriptor {
  /// True for values that can be packed.
  fileprivate var isNumeric: Bool {
    switch type {
    case .scalar(.string), .scalar(.bytes), .message, .group: false
    case .scalar, .enumeration: true
    }
  }

  fileprivate var packing: String { features.isPacked ? "packed" : "written value by value" }
}
