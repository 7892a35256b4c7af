extension FileSyntax {
  /// The full name of the type that a schema stands for when nothing else is said: the first message, or the first enum if
  /// there is no message. Nil if there is neither.
  var rootTypeName: String? {
    guard let name = messages.first?.name ?? enums.first?.name else { return nil }
    return FullName.join(package?.text ?? "", name.text)
  }

  /// The path of the file that this one only passes on: with one public import and nothing else, it has the types of that
  /// file. Nil for all other files.
  var wrappedImport: String? {
    guard declarations.isEmpty, let only = imports.first, imports.count == 1, only.modifier == .public else {
      return nil
    }
    return only.path
  }
}
