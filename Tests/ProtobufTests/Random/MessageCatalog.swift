import Protobuf

/// The fields of the messages of some files, with their extensions, by number.
struct MessageCatalog {
  let files: FileSet
  private var fields: [String: [FieldDescriptor]] = [:]

  init(_ files: FileSet) {
    self.files = files
    for file in files.files {
      note(file.extensions)
      for message in file.messages { note(message, prefix: file.package) }
    }
    for name in fields.keys { fields[name]?.sort { $0.number < $1.number } }
  }

  /// The fields of a message in the order of their numbers.
  func fields(of message: String) -> [FieldDescriptor] { fields[message] ?? [] }

  /// True if the message is the entry of a map.
  func isMapEntry(_ message: String) -> Bool { files.message(named: message)?.isMapEntry == true }

  /// The message with this name, and all that are used by it.
  func messages(from root: String) -> [String] {
    var found = [root]
    var next = 0
    while next < found.count {
      for field in fields(of: found[next]) {
        if let name = field.type.messageName, !found.contains(name) { found.append(name) }
      }
      next += 1
    }
    return found
  }

  private mutating func note(_ message: MessageDescriptor, prefix: String) {
    let name = prefix.isEmpty ? message.name : prefix + "." + message.name
    fields[name, default: []] += message.fields
    note(message.extensions)
    for inner in message.messages { note(inner, prefix: name) }
  }

  private mutating func note(_ extensions: [FieldDescriptor]) {
    for field in extensions { fields[field.extendee ?? "", default: []].append(field) }
  }
}

extension FieldType {
  /// The full name of the message, be it a group or not.
  var messageName: String? {
    switch self {
    case .message(let name), .group(let name): name
    case .scalar, .enumeration: nil
    }
  }
}
