/// The text of a schema, and what to call it.
public struct SchemaFile: Sendable {
  /// The file's name, for errors; a union at the root, which has no name, is named for it.
  public var name: String
  /// The schema in JSON.
  public var text: String

  public init(name: String, text: String) {
    self.name = name
    self.text = text
  }

  /// The name without folders and without its ending.
  package var stem: String {
    let last = name.split(separator: "/").last ?? ""
    return String(last.prefix { $0 != "." })
  }
}
