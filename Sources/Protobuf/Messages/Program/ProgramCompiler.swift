import SchemaCore

/// Finds the message types that a root leads to, and lays them out.
struct ProgramCompiler {
  private let files: FileSet
  /// The types in the order in which they were met; the root is the first.
  private(set) var layouts: [MessageLayout] = []
  /// The enums in the order in which they were met.
  private(set) var enums: [EnumType] = []
  private var places: [String: Int] = [:]
  private var names: [String] = []
  private var enumPlaces: [String: EnumType] = [:]
  private var extensions: [String: [(name: String, field: FieldDescriptor)]] = [:]

  init(_ files: FileSet) {
    self.files = files
    for file in files.files { note(file.extensions, file.messages, prefix: file.package) }
  }

  mutating func compile(root: String) throws(SchemaError) {
    _ = place(of: root)
    while layouts.count < names.count {
      layouts.append(try layout(names[layouts.count]))
    }
    layouts.findRequiringFields()
  }

  /// Gathers the extensions of a file or message by what they extend.
  private mutating func note(_ fields: [FieldDescriptor], _ messages: [MessageDescriptor], prefix: String) {
    func full(_ name: String) -> String { prefix.isEmpty ? name : prefix + "." + name }
    for field in fields {
      if let extendee = field.extendee { extensions[extendee, default: []].append((full(field.name), field)) }
    }
    for message in messages { note(message.extensions, message.messages, prefix: full(message.name)) }
  }

  /// The place of a message type, which is laid out sooner or later.
  private mutating func place(of name: String) -> Int {
    if let place = places[name] { return place }
    places[name] = names.count
    names.append(name)
    return names.count - 1
  }

  private mutating func layout(_ name: String) throws(SchemaError) -> MessageLayout {
    guard names.count <= Self.maximumTypes else {
      throw SchemaError(.limit, "\(names[0]) leads to more than \(Self.maximumTypes) message types")
    }
    guard let message = files.message(named: name) else {
      throw SchemaError(.unknownName, "no message type is named \(name)")
    }
    var members: [MessageLayout.Member] = []
    for field in message.fields { members.append(try member(field, extensionName: nil, in: name)) }
    for (extensionName, field) in extensions[name] ?? [] {
      members.append(try member(field, extensionName: extensionName, in: name))
    }
    members.sort { $0.descriptor.number < $1.descriptor.number }
    // Of two extensions with one number, which only files can have that do not know each other, the first counts.
    var unique: [MessageLayout.Member] = []
    for member in members where unique.last?.descriptor.number != member.descriptor.number { unique.append(member) }
    let layout = MessageLayout(name, message, members: unique)
    guard unique.count < Self.maximumSlots && layout.slotCount <= Self.maximumSlots else {
      throw SchemaError(.limit, "\(name) has \(unique.count) fields, which is more than a message can be laid out with")
    }
    return layout
  }

  private mutating func member(
    _ field: FieldDescriptor, extensionName: String?, in message: String
  ) throws(SchemaError) -> MessageLayout.Member {
    let kind: MessageField.Kind
    var isMap = false
    switch field.type {
    case .scalar(let type): kind = .scalar(type)
    case .enumeration(let name): kind = .enumeration(try enumeration(name))
    case .group(let name): kind = .group(place(of: name))
    case .message(let name):
      isMap = field.label == .repeated && files.message(named: name)?.isMapEntry == true
      kind = .message(place(of: name))
    }
    guard let defaultValue = FieldDefault(field, kind) else {
      throw SchemaError(
        .invalid,
        "\(field.defaultValue ?? "") is no default for the field \(extensionName ?? message + "." + field.name)")
    }
    return MessageLayout.Member(
      descriptor: field, extensionName: extensionName, kind: kind, isMap: isMap, defaultValue: defaultValue)
  }

  private mutating func enumeration(_ name: String) throws(SchemaError) -> EnumType {
    if let type = enumPlaces[name] { return type }
    guard let descriptor = files.enumeration(named: name) else {
      throw SchemaError(.unknownName, "no enum is named \(name)")
    }
    let type = EnumType(name, descriptor, index: enums.count)
    enumPlaces[name] = type
    enums.append(type)
    return type
  }

  /// Slots and fields are numbered with 16 bits.
  private static let maximumSlots = 65_535
  private static let maximumTypes = 65_535
}
