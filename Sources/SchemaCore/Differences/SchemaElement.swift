/// A part of a schema as people see it: a record, a field, a symbol, with all that is said about it and the parts in it.
///
/// Each format tells its schemas as a tree of these; one comparison serves all of them.
public struct SchemaElement: Hashable, Sendable {
  /// Something that is said about a part, such as its type or default.
  public struct Attribute: Hashable, Sendable {
    /// What it is: `type`, `default`, `doc`.
    public var name: String
    /// What is said, as text that equal things share.
    public var text: String

    public init(_ name: String, _ text: String) {
      self.name = name
      self.text = text
    }
  }

  /// What it is, in a word for people: `record`, `field`, `symbol`.
  public var kind: String
  /// What it is among its neighbours: parts of two versions belong together only if they have one role. The kind of a type
  /// may change, its role remains.
  public var role: String
  /// Its name, unique among neighbours of its role.
  public var name: String
  /// Names that it had in earlier versions, by its own account.
  public var aliases: [String] = []
  /// What stays when the name changes, such as the number of a field.
  public var identity: String?
  /// The whole part, without those in it, in one line.
  public var summary: String
  /// What is said about it, in the order in which changes are told.
  public var attributes: [Attribute] = []
  /// True if the order of the parts in it means something.
  public var isOrdered = false
  /// The paths by which `Incompatibility.path` may mean it.
  public var paths: [String] = []
  /// The parts in it.
  public var children: [SchemaElement] = []

  public init(kind: String, role: String? = nil, name: String, summary: String) {
    self.kind = kind
    self.role = role ?? kind
    self.name = name
    self.summary = summary
  }

  /// Adds what is said, if something is.
  public mutating func add(_ name: String, _ text: String?) {
    if let text { attributes.append(Attribute(name, text)) }
  }
}
