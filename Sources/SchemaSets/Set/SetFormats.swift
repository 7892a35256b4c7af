public import SchemaCore

/// What the text of a schema calls itself and others.
public struct TextNames: Hashable, Sendable {
  /// A way in which another schema may be meant.
  public struct Use: Hashable, Sendable {
    /// What a reference to it is called.
    public var name: String
    /// Its file's path, or what its text calls itself.
    public var target: String

    public init(_ name: String, target: String) {
      self.name = name
      self.target = target
    }
  }

  /// What its text calls it; nil if only its file has a name.
  public var own: String?
  /// What it uses: for each the ways in which it may be meant, of which the first counts that leads to a schema.
  public var uses: [[Use]]

  public init(own: String? = nil, uses: [[Use]] = []) {
    self.own = own
    self.uses = uses
  }
}

/// What a set has to know about formats, which come from outside.
public struct SetFormats: Sendable {
  /// The formats.
  public var formats: SchemaFormats
  /// The ending of each format's files, with its dot.
  public var endings: [(ending: String, format: FormatName)]
  /// The formats whose texts name every schema that they use, as references are named. In others, a schema may come with
  /// what another one uses: references that are given are all that there are.
  public var importing: Set<FormatName>
  /// What a text calls itself and others.
  public var names: @Sendable (_ format: FormatName, _ text: String) -> TextNames
  /// A file's text as its format's parser reads it, where files are written in another language, as Avro IDL is.
  ///
  /// The file is named for errors and for what it imports.
  public var translated: @Sendable (_ text: String, _ file: String) throws(SetError) -> String

  public init(
    _ formats: SchemaFormats, endings: [(ending: String, format: FormatName)],
    importing: Set<FormatName>,
    names: @escaping @Sendable (_ format: FormatName, _ text: String) -> TextNames,
    translated: @escaping @Sendable (_ text: String, _ file: String) throws(SetError) -> String = {
      (text, _) throws(SetError) in text
    }
  ) {
    self.formats = formats
    self.endings = endings
    self.importing = importing
    self.names = names
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
