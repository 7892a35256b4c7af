import ArgumentParser
import Avro
import SchemaCore

/// How a schema file is to be understood.
struct SchemaFileOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The schema's format: avro. Without it the file's ending tells.", valueName: "format"))
  var type: String?

  @Option(
    help: ArgumentHelp(
      "A registered schema that the file uses: the name that it is used by, its subject and version.",
      valueName: "name=subject:version"))
  var reference: [ReferenceArgument] = []

  /// The largest schema file that is read; a registry takes less.
  private static let maximumBytes = 32 << 20

  /// Reads a schema from a file; `-` is standard input. An Avro IDL file gives the schema that it stands for.
  func schema(from path: String) async throws(CommandFailure) -> SchemaText {
    try await Self.schema(from: path, type: type, references: reference.map(\.reference))
  }

  /// Reads a schema whose format is named, or else told by the file's ending.
  static func schema(
    from path: String, type: String? = nil, references: [SchemaReference] = []
  ) async throws(CommandFailure) -> SchemaText {
    let format = try format(of: path, type)
    var text = try await text(of: path)
    if IDLFiles.isIDL(path) { text = try IDLFiles.schema(text, at: path) }
    return SchemaText(format: format, text: text, references: references)
  }

  /// Reads an Avro schema.
  static func avroSchema(from path: String) async throws(CommandFailure) -> AvroDocument {
    let schema = try await schema(from: path).parsed(rules: .new, called: path)
    guard let document = schema as? AvroDocument else {
      throw CommandFailure(.usage, "\(path) is a schema of \(schema.format): one of Avro is needed")
    }
    return document
  }

  /// What stands in a schema file.
  static func text(of path: String) async throws(CommandFailure) -> String {
    let bytes = try await FileChannel.reading(path).readAll(limit: maximumBytes)
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw CommandFailure(.usage, "\(path) is not UTF-8 text")
    }
    return text
  }

  private static func format(of path: String, _ type: String?) throws(CommandFailure) -> FormatName {
    let name = type?.uppercased() ?? formatByEnding(path)
    let format = FormatName(rawValue: name)
    if !InstalledFormats.all.contains(format) {
      let known = InstalledFormats.all.names.map { $0.rawValue.lowercased() }.joined(separator: ", ")
      throw CommandFailure(.usage, "\(path): \(name) is not a format that this martlet knows; it knows \(known)")
    }
    return format
  }

  private static func formatByEnding(_ path: String) -> String {
    path.hasSuffix(".proto") ? FormatName.protobuf.rawValue : FormatName.avro.rawValue
  }
}

/// A reference on the command line: `name=subject:version`, where the version may be `latest`.
struct ReferenceArgument: ExpressibleByArgument {
  var reference: SchemaReference

  init?(argument: String) {
    guard let equals = argument.firstIndex(of: "="), let colon = argument.lastIndex(of: ":"), equals < colon else {
      return nil
    }
    let version: Int32
    switch VersionSelector(String(argument[argument.index(after: colon)...])) {
    case .number(let number): version = number.rawValue
    case .latest: version = SchemaReference.latestVersion
    case nil: return nil
    }
    reference = SchemaReference(
      name: String(argument[..<equals]), subject: String(argument[argument.index(after: equals)..<colon]),
      version: version)
  }
}
