import SchemaCore

/// What readers and writers of JSON know of a message type. Whoever makes it deallocates it.
struct ProtoJSONMessage: BitwiseCopyable {
  /// By their index, which is the order of their numbers.
  let fields: UnsafePointer<ProtoJSONField>
  let fieldCount: Int
  /// The index of a field by either of its names.
  let names: NameTable
  private let keys: UnsafePointer<UInt8>
  /// The place among the program's types.
  let type: Int
  let form: WellKnownForm
  /// How many slots a row takes, how many of them are zero when nothing is set, and how many of these are bits.
  let slotCount: Int
  let clearedSlots: Int
  let presenceWords: Int

  init(
    _ type: MessageType, form: WellKnownForm, enumPlaces: [String: Int], options: ProtoJSONOptions
  ) {
    func written(_ field: MessageField) -> String {
      options.preservesFieldNames ? field.name : field.jsonName
    }
    let text = PaddedText(
      type.fields.map { field in
        var output = JSONOutput()
        output.append(",")
        output.append(string: written(field))
        output.append(":")
        return output.text
      })
    let memory = UnsafeMutablePointer<ProtoJSONField>.allocate(capacity: max(1, type.fields.count))
    for (index, field) in type.fields.enumerated() {
      memory[index] = ProtoJSONField(
        field, key: text.names[index], count: text.counts[index], enumPlaces: enumPlaces)
    }
    // A name that is written counts before one that is only read.
    let names = type.fields.map { (written($0), $0.index) } + type.fields.map { ($0.jsonName, $0.index) }
    self.names = NameTable(names + type.fields.map { ($0.name, $0.index) })
    fields = UnsafePointer(memory)
    fieldCount = type.fields.count
    keys = text.start
    self.type = type.index
    self.form = form
    slotCount = type.slotCount
    clearedSlots = type.clearedSlots
    presenceWords = type.fields.count / 64 + 1
  }

  func deallocate() {
    fields.deallocate()
    keys.deallocate()
    names.deallocate()
  }
}

extension ProtoJSONField {
  fileprivate init(
    _ field: MessageField, key: UnsafePointer<UInt8>, count: Int, enumPlaces: [String: Int]
  ) {
    self.key = key
    keyCount = Int32(count)
    slot = UInt16(field.slot)
    index = UInt16(field.index)
    oneofSlot = UInt16(field.oneofSlot)
    shape = field.isMap ? .map : field.isRepeated ? .list : .single
    isImplicit = field.presence == .implicit && field.oneofSlot == 0
    isClosed = field.isClosedEnum
    switch field.kind {
    case .scalar(let scalar):
      kind = Kind(scalar, validatesUTF8: field.validatesUTF8)
      type = 0
    case .enumeration(let enumeration):
      kind = enumeration.name == "google.protobuf.NullValue" ? .null : .enumeration
      type = Int32(enumPlaces[enumeration.name] ?? 0)
    case .message(let place), .group(let place):
      kind = .message
      type = Int32(place)
    }
  }
}
