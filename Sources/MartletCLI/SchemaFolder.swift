import SchemaCore
import SchemaSets

/// The schemas in a folder and below it, where nobody says which files are schemas.
enum SchemaFolder {
  /// Their paths, sorted.
  ///
  /// - Throws: `CommandFailure` of code `usage` for a folder that cannot be read.
  static func paths(in folder: String) throws(CommandFailure) -> [String] {
    do {
      let tree = FolderTree(folder)
      let names = try tree.paths(in: "").filter(isNamedAsSchema)
      var paths: [String] = []
      for name in names {
        // Much that is JSON is no schema.
        if name.hasSuffix(".json"), let text = try tree.contents(of: [name])[name]?.text, !isSchema(text) { continue }
        paths.append(FilePath.plain(tree.path(of: name)))
      }
      return paths
    } catch {
      throw CommandFailure(error)
    }
  }

  /// True for a file name that schemas have.
  static func isNamedAsSchema(_ path: String) -> Bool {
    InstalledFormats.endings.contains { path.hasSuffix($0.ending) }
  }

  /// True for a JSON text that says that it is a schema, or looks like one. Other files name a schema, too: the one that
  /// they are to be held against.
  private static func isSchema(_ text: String) -> Bool {
    guard let object = (try? JSONParser.parse(text))?.object else { return false }
    if let dialect = object["$schema"] { return dialect.string?.contains("json-schema.org/") == true }
    let isTyped = object["type"]?.string != nil || object["type"]?.array != nil
    return isTyped && object["properties"]?.object != nil || object["$defs"]?.object != nil
  }
}
