import JSONSchema
import SchemaCore
import SwiftSource

/// The schemas that types are generated for, each of which may refer to all others.
struct LoadedSchemas {
  struct File {
    var name: String
    var stem: String
    var value: JSONValue
    var resources: SchemaResources
  }

  let files: [File]

  init(_ sources: [SchemaFile]) throws(SwiftGeneratorError) {
    var values: [JSONValue] = []
    for source in sources {
      do {
        values.append(try JSONParser.parse(source.text))
      } catch {
        throw SwiftGeneratorError(source.name, error.description)
      }
    }
    var files: [File] = []
    for (index, source) in sources.enumerated() {
      var references: [SchemaResources.Reference] = []
      for other in sources.indices where other != index {
        references += Self.names(of: sources[other]).map { .init(name: $0, value: values[other]) }
      }
      do {
        let resources = try SchemaResources(values[index], references: references)
        files.append(File(name: source.name, stem: source.stem, value: values[index], resources: resources))
      } catch {
        throw SwiftGeneratorError(source.name, error.description)
      }
    }
    self.files = files
  }

  /// What others may call a file: its path, or its last part alone.
  private static func names(of file: SchemaFile) -> [String] {
    let last = file.name.split(separator: "/").last.map(String.init) ?? file.name
    return last == file.name ? [last] : [file.name, last]
  }

  /// Which file a document is of; nil for the schemas of schemas.
  func file(of document: SchemaDocument) -> Int? {
    files.firstIndex { $0.resources.document === document } ?? files.firstIndex { $0.value == document.root.value }
  }
}

/// A schema by the file that it is in, however references lead to it.
struct SchemaKey: Hashable {
  var file: Int
  var pointer: JSONPointer
}
