/// What was seen in data, and what its records lose in the schema that was made of it.
public struct InferenceReport: Hashable, Sendable {
  /// A field, or the items of an array (`lines[]`) or the values of a map (`labels{}`).
  public struct Field: Hashable, Sendable {
    /// The keys that lead to it from the root.
    public var path: String
    /// Its type in a few words.
    public var type: String
    /// How many values were seen, nulls included.
    public var seen: Int
    public var nulls: Int
    /// In how many of the objects around it the field is not.
    public var missing: Int
  }

  /// Something to know about a field.
  public struct Note: Hashable, Sendable {
    public enum Kind: String, Hashable, Sendable, CaseIterable {
      /// A part of what was seen is not kept.
      case loss
      /// Values come back written otherwise, and mean the same.
      case change
      /// The field has another name in the schema.
      case renamed
      /// The data leaves open what the schema says.
      case assumption
      /// A narrower type that would do, or nearly.
      case candidate
    }

    public var kind: Kind
    /// As in `Field`; empty for the record itself.
    public var path: String
    /// A sentence for people.
    public var message: String
  }

  /// How many records were seen.
  public let records: Int
  /// In the order of the schema.
  public let fields: [Field]
  /// In the order of the schema.
  public let notes: [Note]

  /// True if records come back from this schema with all that was in them.
  public var isLossless: Bool { !notes.contains { $0.kind == .loss } }
}
