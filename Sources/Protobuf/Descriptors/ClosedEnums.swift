/// Which enums are closed, by full name. An enum's own file decides that, and fields that use it want to know.
struct ClosedEnums {
  private var isClosed: [String: Bool] = [:]

  /// Notes the enums of a file; of two with one name the first counts.
  mutating func add(_ file: FileDescriptor) {
    add(file.enums, prefix: file.package)
    for message in file.messages { add(message, prefix: file.package) }
  }

  /// Tells the fields of a file about the enums that are noted.
  func settle(_ file: inout FileDescriptor) {
    settle(&file.extensions)
    for index in file.messages.indices { settle(&file.messages[index]) }
  }

  private mutating func add(_ message: MessageDescriptor, prefix: String) {
    let name = FullName.join(prefix, message.name)
    add(message.enums, prefix: name)
    for inner in message.messages { add(inner, prefix: name) }
  }

  private mutating func add(_ enums: [EnumDescriptor], prefix: String) {
    for enumeration in enums {
      let name = FullName.join(prefix, enumeration.name)
      if isClosed[name] == nil { isClosed[name] = enumeration.isClosed }
    }
  }

  private func settle(_ message: inout MessageDescriptor) {
    settle(&message.fields)
    settle(&message.extensions)
    for index in message.messages.indices { settle(&message.messages[index]) }
  }

  private func settle(_ fields: inout [FieldDescriptor]) {
    for index in fields.indices {
      guard case .enumeration(let name) = fields[index].type, let isClosed = isClosed[name] else { continue }
      fields[index].features.isClosedEnum = isClosed
    }
  }
}
