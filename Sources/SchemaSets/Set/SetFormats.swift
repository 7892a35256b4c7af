public import SchemaCore

/// What a set has to know about formats, which come from outside.
public struct SetFormats: Sendable {
  /// The formats.
  public var formats: SchemaFormats
  /// The ending of each format's files, with its dot.
  public var endings: [(ending: String, format: FormatName)]
  /// The formats whose texts name the files that they import.
  public var importing: Set<FormatName>
  /// The names of the files that a text of such a format imports.
  public var imports: @Sendable (_ text: String) -> [String]
  /// A file's text as its format's parser reads it, where files are written in another language, as Avro IDL is.
  ///
  /// The file is named for errors and for what it imports.
  public var translated: @Sendable (_ text: String, _ file: String) throws(SetError) -> String

  public init(
    _ formats: SchemaFormats, endings: [(ending: String, format: FormatName)],
    importing: Set<FormatName>, imports: @escaping @Sendable (_ text: String) -> [String],
    translated: @escaping @Sendable (_ text: String, _ file: String) throws(SetError) -> String = {
      (text, _) throws(SetError) in text
    }
  ) {
    self.formats = formats
    self.endings = endings
    self.importing = importing
    self.imports = imports
    self.translated = translated
  }

  /// The format that a file's ending tells.
  func format(of path: String) -> FormatName? {
    endings.first { path.hasSuffix($0.ending) }?.format
  }

  /// The file's name without folders and without the ending of a format.
  func stem(of path: String) -> String {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    guard let ending = endings.first(where: { name.hasSuffix($0.ending) && name.count > $0.ending.count }) else {
      return name
    }
    return String(name.dropLast(ending.ending.count))
  }
}
