extension FileSyntax {
  /// The place of a message as records name it: its index among the messages of the file, then among those that are declared
  /// within that message, and so on. Enums are not counted, nor are the messages of groups and `map` fields, which the
  /// text does not declare. Nil if the file has no such message.
  func messageIndexes(of fullName: String) -> [Int]? {
    guard var rest = localName(of: fullName)?.split(separator: ".", omittingEmptySubsequences: false)[...] else {
      return nil
    }
    var indexes: [Int] = []
    var messages = messages
    while let name = rest.popFirst() {
      guard let index = messages.firstIndex(where: { $0.name.text == name }) else { return nil }
      indexes.append(index)
      messages = messages[index].messages
    }
    return indexes
  }

  /// The full name of the message at a place; nil if there is none.
  func messageName(at indexes: [Int]) -> String? {
    var name = package?.text ?? ""
    var messages = messages
    for index in indexes {
      guard messages.indices.contains(index) else { return nil }
      name = FullName.join(name, messages[index].name.text)
      messages = messages[index].messages
    }
    return indexes.isEmpty ? nil : name
  }

  private func localName(of fullName: String) -> Substring? {
    guard let package = package?.text else { return fullName[...] }
    return fullName.hasPrefix(package + ".") ? fullName.dropFirst(package.count + 1) : nil
  }
}
