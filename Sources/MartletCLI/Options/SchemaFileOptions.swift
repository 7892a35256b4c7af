import ArgumentParser
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
    let format = try format(of: path)
    var text = try await Self.text(of: path)
    if IDLFiles.isIDL(path) { text = try IDLFiles.schema(text, at: path) }
    return SchemaText(format: format, text: text, references: reference.map(\.reference))
  }

  /// What stands in a schema file.
  static func text(of path: String) async throws(CommandFailure) -> String {
    let bytes = try await FileChannel.reading(path).readAll(limit: maximumBytes)
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw CommandFailure(.usage, "\(path) is not UTF-8 text")
    }
    return text
  }

  private func format(of path: String) throws(CommandFailure) -> FormatName {
    let name = type?.uppercased() ?? Self.formatByEnding(path)
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
