/// How a schema is made of data.
public struct InferenceOptions: Hashable, Sendable {
  /// The name of the root record.
  public var name: String
  /// The namespace of all types; empty for none.
  public var namespace: String
  /// Texts of at most this many different values become enums, if each was seen twice on average; 0 for none.
  public var enumLimit: Int
  /// True if texts that are all dates, times, UUIDs or decimals get such a type.
  public var detectsLogicalTypes: Bool
  /// How many fields, items and values in all are told apart. Data with more is not made of records.
  public var maximumPaths: Int
  /// How deep values may be nested.
  public var maximumDepth: Int

  public init(
    name: String = "Record", namespace: String = "", enumLimit: Int = 0, detectsLogicalTypes: Bool = true,
    maximumPaths: Int = 10_000, maximumDepth: Int = 64
  ) {
    self.name = name
    self.namespace = namespace
    self.enumLimit = enumLimit
    self.detectsLogicalTypes = detectsLogicalTypes
    self.maximumPaths = maximumPaths
    self.maximumDepth = maximumDepth
  }

  /// A name for the records of a file, such as `Payment` for `data/payments.jsonl`.
  public static func recordName(ofFile path: String) -> String {
    let file = path.split(separator: "/").last ?? ""
    let stem = file.prefix { $0 != "." }
    if !stem.utf8.contains(where: { NameMaker.isName(String(UnicodeScalar($0))) }) { return "Record" }
    var names = NameMaker()
    return names.type(NameMaker.singular(String(stem)), parent: "")
  }
}

/// Why data cannot be described by a schema.
public struct InferenceError: Error, Hashable, Sendable, CustomStringConvertible {
  /// A sentence for people.
  public var description: String

  init(_ description: String) {
    self.description = description
  }
}
