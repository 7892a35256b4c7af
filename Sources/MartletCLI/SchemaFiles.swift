import Avro
import FoundationEssentials
import SchemaCore

/// Schema files on the command line, which every command finds, reads and writes in the same way.
enum SchemaFiles {
  /// The largest file that is read; a registry takes less.
  private static let maximumBytes = 32 << 20

  /// What some editors put in front of a text.
  private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// True if there is a folder of that name.
  static func isFolder(_ path: String) -> Bool {
    var isFolder = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder
  }

  /// What stands in a file; `-` is standard input.
  static func text(of path: String) async throws(CommandFailure) -> String {
    let bytes = try await FileChannel.reading(path).readAll(limit: maximumBytes)
    let isMarked = bytes.starts(with: byteOrderMark)
    guard let text = String(validating: isMarked ? bytes[3...] : bytes[...], as: UTF8.self) else {
      throw CommandFailure(.usage, "\(path) is not UTF-8 text")
    }
    return text
  }

  /// A schema in its format's own text: for an Avro IDL file the JSON of the schema that it stands for.
  static func schema(at path: String) async throws(CommandFailure) -> String {
    let text = try await text(of: path)
    return IDLFiles.isIDL(path) ? try IDLFiles.schema(text, at: path) : text
  }

  /// True for the name of a JSON schema.
  static func isJSONSchema(_ path: String) -> Bool { path.hasSuffix(ending(of: .json)) }

  /// A schema whose format is named, or else told by the file's ending.
  static func schemaText(
    at path: String, type: String? = nil, references: [SchemaReference] = []
  ) async throws(CommandFailure) -> SchemaText {
    let format = try format(of: path, type)
    return SchemaText(format: format, text: try await schema(at: path), references: references)
  }

  /// A schema from the text of a file that is not on the disk.
  static func schemaText(_ text: String, at path: String, type: String?) throws(CommandFailure) -> SchemaText {
    let format = try format(of: path, type)
    return SchemaText(format: format, text: IDLFiles.isIDL(path) ? try IDLFiles.schema(text, at: path) : text)
  }

  /// Files whose types others use, in an order in which each may use those before it.
  static func references(_ paths: [String]) async throws(CommandFailure) -> [ResolvedReference] {
    var references: [ResolvedReference] = []
    for path in paths {
      let reference = SchemaReference(name: path, subject: path, version: 1)
      references.append(ResolvedReference(reference, text: try await schema(at: path)))
    }
    return references
  }

  /// An Avro schema.
  static func avroSchema(at path: String) async throws(CommandFailure) -> AvroDocument {
    let schema = try await schemaText(at: path).parsed(rules: .new, called: path)
    guard let document = schema as? AvroDocument else {
      throw CommandFailure(.usage, "\(path) is a schema of \(schema.format): one of Avro is needed")
    }
    return document
  }

  /// The file, or the schemas of the folder, oldest first.
  ///
  /// - Parameter format: whose schemas are wanted of a folder.
  static func paths(at path: String, of format: FormatName = .avro) throws(CommandFailure) -> [String] {
    var isFolder = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw CommandFailure(.usage, "\(path) does not exist")
    }
    if !isFolder { return [path] }
    do {
      let ending = ending(of: format)
      let names = try FileManager.default.contentsOfDirectory(atPath: path).filter { $0.hasSuffix(ending) }
      if names.isEmpty { throw CommandFailure(.usage, "\(path) holds no \(ending) files") }
      return names.sorted(by: precedes).map { path.hasSuffix("/") ? path + $0 : "\(path)/\($0)" }
    } catch let failure as CommandFailure {
      throw failure
    } catch {
      throw CommandFailure(.usage, "\(path) cannot be read: \(error)")
    }
  }

  /// Writes a text in place of the file, whose folder is made if it is not there.
  static func save(_ text: String, at path: String) throws(CommandFailure) {
    do {
      let url = URL(filePath: path)
      try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: url, options: .atomic)
    } catch {
      throw CommandFailure(.usage, "\(path) cannot be written: is it a folder, or may its folder not be changed?")
    }
  }

  /// The format that is named, or else told by the file's ending.
  static func format(of path: String, _ type: String?) throws(CommandFailure) -> FormatName {
    let told = InstalledFormats.all.names.first { path.hasSuffix(ending(of: $0)) } ?? .avro
    let format = type.map { FormatName(rawValue: $0.uppercased()) } ?? told
    if !InstalledFormats.all.contains(format) {
      let known = InstalledFormats.all.names.map { $0.rawValue.lowercased() }.joined(separator: ", ")
      throw CommandFailure(.usage, "\(path): \(format) is not a format that this martlet knows; it knows \(known)")
    }
    return format
  }

  private static func ending(of format: FormatName) -> String {
    switch format {
    case .protobuf: ".proto"
    case .json: ".json"
    default: ".avsc"
    }
  }

  /// By name, but with the numbers in names as numbers: v2 before v10.
  private static func precedes(_ left: String, _ right: String) -> Bool {
    let (left, right) = (parts(of: left), parts(of: right))
    for (a, b) in zip(left, right) where a != b {
      if let first = Int(a), let second = Int(b), first != second { return first < second }
      return a < b
    }
    return left.count < right.count
  }

  private static func parts(of name: String) -> [String] {
    var parts: [String] = []
    var wasDigit: Bool?
    for character in name {
      let isDigit = character.isASCII && character.isNumber
      if isDigit == wasDigit { parts[parts.count - 1].append(character) } else { parts.append(String(character)) }
      wasDigit = isDigit
    }
    return parts
  }
}
