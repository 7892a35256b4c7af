/// Linked files that may use each other, and the types in them by full name. What dynamic messages are compiled from.
public struct FileSet: Sendable {
  /// Every file after those that it imports.
  public private(set) var files: [FileDescriptor] = []
  private var places: [String: Place] = [:]

  /// Where a type is: the file, and the path of indexes within it.
  struct Place: Hashable, Sendable {
    enum Kind: Hashable, Sendable { case message, enumeration }
    var kind: Kind
    var file: Int
    /// Message indexes from the file down; the last one counts enums if the kind is `enumeration`.
    var path: [Int]
  }

  public init(_ files: [FileDescriptor] = []) {
    for file in files { append(file) }
  }

  /// Adds a file; of two types with one full name the first counts.
  public mutating func append(_ file: FileDescriptor) {
    let index = files.count
    files.append(file)
    note(file.messages, file.enums, prefix: file.package, file: index, path: [])
  }

  /// The message type with this full name (no leading dot); nil if there is none.
  public func message(named name: String) -> MessageDescriptor? {
    guard let place = places[name], place.kind == .message else { return nil }
    return message(in: place.file, at: place.path)
  }

  /// The enum with this full name (no leading dot); nil if there is none.
  public func enumeration(named name: String) -> EnumDescriptor? {
    guard let place = places[name], place.kind == .enumeration, let last = place.path.last else { return nil }
    let outer = place.path.dropLast()
    return outer.isEmpty
      ? files[place.file].enums[last] : message(in: place.file, at: Array(outer))?.enums[last]
  }

  /// The file that defines the type with this full name.
  public func file(defining name: String) -> FileDescriptor? { places[name].map { files[$0.file] } }

  private func message(in file: Int, at path: [Int]) -> MessageDescriptor? {
    guard let first = path.first else { return nil }
    return path.dropFirst().reduce(files[file].messages[first]) { $0.messages[$1] }
  }

  private mutating func note(
    _ messages: [MessageDescriptor], _ enums: [EnumDescriptor], prefix: String, file: Int, path: [Int]
  ) {
    func full(_ name: String) -> String { prefix.isEmpty ? name : prefix + "." + name }
    for (index, enumeration) in enums.enumerated() where places[full(enumeration.name)] == nil {
      places[full(enumeration.name)] = Place(kind: .enumeration, file: file, path: path + [index])
    }
    for (index, message) in messages.enumerated() {
      let name = full(message.name)
      if places[name] == nil { places[name] = Place(kind: .message, file: file, path: path + [index]) }
      note(message.messages, message.enums, prefix: name, file: file, path: path + [index])
    }
  }
}
