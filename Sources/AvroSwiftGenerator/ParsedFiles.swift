import Avro
import SchemaCore
import SwiftSource

/// Schemas that may use each other's types, parsed.
struct ParsedFiles {
  private(set) var schemas: [(file: SchemaFile, schema: AvroDocument)] = []
  /// What was parsed and defines nothing that something before it defines.
  private var library: [ResolvedReference] = []
  private var names: Set<AvroName> = []

  init(_ files: [SchemaFile]) throws(SwiftGeneratorError) {
    var waiting = files
    // Each round parses what needs no more than the rounds before have parsed.
    while !waiting.isEmpty {
      var failure: SwiftGeneratorError?
      var left: [SchemaFile] = []
      for file in waiting {
        do throws(SchemaError) {
          add(try parse(file), of: file)
        } catch {
          let problem = SwiftGeneratorError(file.name, error.description)
          guard error.kind == .unknownName else { throw problem }
          failure = failure ?? problem
          left.append(file)
        }
      }
      if let failure, left.count == waiting.count { throw failure }
      waiting = left
    }
    // In the order given, whatever uses what.
    let order = Dictionary(files.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    schemas.sort { order[$0.file.name, default: 0] < order[$1.file.name, default: 0] }
  }

  private func parse(_ file: SchemaFile) throws(SchemaError) -> AvroDocument {
    do {
      // Alone first: a schema may well define again what another one defines.
      return try AvroFormat().parse(file.text)
    } catch {
      guard error.kind == .unknownName, !library.isEmpty else { throw error }
      return try AvroFormat().parse(file.text, references: library)
    }
  }

  private mutating func add(_ schema: AvroDocument, of file: SchemaFile) {
    schemas.append((file, schema))
    let defined = NamedTypes.names(definedIn: schema.root)
    guard names.isDisjoint(with: defined) else { return }
    names.formUnion(defined)
    let reference = SchemaReference(name: file.name, subject: file.name, version: 1)
    library.append(ResolvedReference(reference, text: file.text))
  }
}
