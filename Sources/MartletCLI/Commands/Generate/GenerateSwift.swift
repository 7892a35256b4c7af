public import ArgumentParser
public import AvroSwiftGenerator

struct GenerateSwift: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "swift", abstract: "Write Swift types that read and write the records of Avro schemas.",
    usage: "martlet generate swift <files> ... [--output <file>] [<options>]",
    discussion: """
      The source holds a struct for each record, an enum for each enum and for each union that is more than an optional, \
      and needs the library Avro of this package. Schemas may use each other's types, in any order; a folder stands for \
      the .avsc files in it. The same schemas always give the same text.

      A target of a Swift package needs no command: the build plugin AvroPlugin does the same with the .avsc files among \
      its sources.

      EXAMPLES
        martlet generate swift payment.avsc --output Sources/Shop/Payment.swift
        martlet generate swift schemas/ --access public --prefix Shop
      """)

  @Argument(help: "The schemas' files, or folders of them; - is standard input.")
  var files: [String]

  @Option(help: ArgumentHelp("Where to write the source; - is standard output.", valueName: "file"))
  var output = "-"

  @Option(help: "Who may use the types: internal, package or public.")
  var access: SwiftGenerator.Access = .internal

  @Option(help: "What stands in front of each type's name.")
  var prefix = ""

  func validate() throws {
    let isName = prefix.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
      default: false
      }
    }
    if !isName { throw ValidationError("--prefix takes letters from A to Z only.") }
  }

  func run() async throws {
    var schemas: [SchemaFile] = []
    for path in files {
      for file in path == "-" ? [path] : try SchemaFiles.paths(at: path) {
        schemas.append(SchemaFile(name: file, text: try await SchemaFiles.schema(at: file)))
      }
    }
    let source: String
    do {
      source = try SwiftGenerator(access: access, prefix: prefix).source(of: schemas)
    } catch {
      throw CommandFailure(.findings, error.description)
    }
    if output == "-" { return try await FileChannel.standardOutput.write(Array(source.utf8)) }
    try SchemaFiles.save(source, at: output)
  }
}

extension SwiftGenerator.Access: ExpressibleByArgument {}
