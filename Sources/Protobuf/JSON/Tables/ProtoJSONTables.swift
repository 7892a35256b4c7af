/// What readers and writers of JSON know of a program's types, in memory that only this object deallocates.
final class ProtoJSONTables: @unchecked Sendable {
  let messages: UnsafePointer<ProtoJSONMessage>
  let enums: UnsafePointer<ProtoJSONEnum>
  private let messageCount: Int
  private let enumCount: Int

  init(_ program: ProtobufProgram, _ options: ProtoJSONOptions) {
    var enumPlaces: [String: Int] = [:]
    var enumTypes: [EnumType] = []
    for type in program.types {
      for case .enumeration(let enumeration) in type.fields.map(\.kind) where enumPlaces[enumeration.name] == nil {
        enumPlaces[enumeration.name] = enumTypes.count
        enumTypes.append(enumeration)
      }
    }
    let forms = WellKnownForm.forms(of: program.types)
    let messageMemory = UnsafeMutablePointer<ProtoJSONMessage>.allocate(capacity: program.types.count)
    for (place, type) in program.types.enumerated() {
      messageMemory[place] = ProtoJSONMessage(type, form: forms[place], enumPlaces: enumPlaces, options: options)
    }
    let enumMemory = UnsafeMutablePointer<ProtoJSONEnum>.allocate(capacity: max(1, enumTypes.count))
    for (place, type) in enumTypes.enumerated() { enumMemory[place] = ProtoJSONEnum(type) }
    messages = UnsafePointer(messageMemory)
    enums = UnsafePointer(enumMemory)
    messageCount = program.types.count
    enumCount = enumTypes.count
  }

  deinit {
    for place in 0..<messageCount { messages[place].deallocate() }
    for place in 0..<enumCount { enums[place].deallocate() }
    messages.deallocate()
    enums.deallocate()
  }
}
