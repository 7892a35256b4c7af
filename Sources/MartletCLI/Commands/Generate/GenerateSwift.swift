public import ArgumentParser
import AvroSwiftGenerator
import JSONSchemaSwiftGenerator
import SchemaCore
public import SwiftSource

struct GenerateSwift: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "swift", abstract: "Write Swift types that read and write the records of Avro or JSON schemas.",
    usage: "martlet generate swift <files> ... [--output <file>] [<options>]",
    discussion: """
      For Avro the source holds a struct for each record, an enum for each enum and for each union that is more than an \
      optional, and needs the library Avro of this package. For JSON Schema it holds a Codable struct for each object, an \
      enum for strings of which there are a few, and an enum with values for objects that a property with const tells \
      apart; what the schemas say and the types do not stands in comments at the end.

      Schemas may use each other's types, in any order; a folder stands for the .avsc files in it, or with --type json for \
      the .json files. The same schemas always give the same text.

      A target of a Swift package needs no command for Avro: the build plugin AvroPlugin does the same with the .avsc \
      files among its sources.

      EXAMPLES
        martlet generate swift payment.avsc --output Sources/Shop/Payment.swift
        martlet generate swift schemas/ --access public --prefix Shop
        martlet generate swift order.schema.json address.schema.json \\
          --output Sources/Shop/Order.swift
      """)

  @Argument(help: "The schemas' files, or folders of them; - is standard input.")
  var files: [String]

  @Option(help: "The schemas' format: avro or json. Without it the files' endings tell.")
  var type: String?

  @Option(help: ArgumentHelp("Where to write the source; - is standard output.", valueName: "file"))
  var output = "-"

  @Option(help: "Who may use the types: internal, package or public.")
  var access: SourceAccess = .internal

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
    let wanted = type.map { FormatName(rawValue: $0.uppercased()) } ?? .avro
    var schemas: [SchemaFile] = []
    var formats: Set<FormatName> = []
    for path in files {
      for file in path == "-" ? [path] : try SchemaFiles.paths(at: path, of: wanted) {
        let schema = try await SchemaFiles.schemaText(at: file, type: type)
        formats.insert(schema.format)
        schemas.append(SchemaFile(name: file, text: schema.text))
      }
    }
    let source: String
    do {
      source = try self.source(of: schemas, formats)
    } catch let error as SwiftGeneratorError {
      throw CommandFailure(.findings, error.description)
    }
    if output == "-" { return try await FileChannel.standardOutput.write(Array(source.utf8)) }
    try SchemaFiles.save(source, at: output)
  }

  private func source(of schemas: [SchemaFile], _ formats: Set<FormatName>) throws -> String {
    switch formats {
    case [.avro]: return try SwiftGenerator(access: access, prefix: prefix).source(of: schemas)
    case [.json]: return try JSONSchemaSwiftGenerator(access: access, prefix: prefix).output(of: schemas).source
    default:
      let names = formats.map { $0.rawValue.lowercased() }.sorted().joined(separator: " and ")
      throw CommandFailure(.usage, "types are generated for schemas of avro or of json, and these are of \(names)")
    }
  }
}

extension SourceAccess: ExpressibleByArgument {}
