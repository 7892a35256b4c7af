/// What the author of a new schema can do about an incompatibility. The old schema is written already, so that the advice
/// depends on which of the two the new one is.
public struct Remedy: Hashable, Sendable {
  /// What to do when the reader's schema is the new one; nil if there is nothing but another change.
  public var inReader: String?
  /// What to do when the writer's schema is the new one.
  public var inWriter: String?

  public init(inReader: String? = nil, inWriter: String? = nil) {
    self.inReader = inReader
    self.inWriter = inWriter
  }

  /// Advice that is the same on both sides.
  public init(both advice: String) {
    self.init(inReader: advice, inWriter: advice)
  }
}

/// One reason why a reader's schema cannot read a writer's data.
public struct Incompatibility: Hashable, Sendable {
  /// The rule that is broken, by its name on the wire, such as `READER_FIELD_MISSING_DEFAULT_VALUE`.
  public struct Kind: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    public let rawValue: String

    public init(rawValue: String) {
      self.rawValue = rawValue
    }

    /// The two schemas are of different formats.
    public static let formatChanged = Kind(rawValue: "SCHEMA_TYPE_CHANGED")

    public var description: String { rawValue }
  }

  /// The rule that is broken.
  public var kind: Kind
  /// Where in the reader's schema; for formats that are JSON a JSON pointer, whose root is `/`.
  public var path: String
  /// What exactly, such as the name of the field or the missing symbols.
  public var detail: String
  /// The text that registry clients get in `messages`, as the reference registry words it.
  public var message: TwoSidedText
  /// The same for people: which field, what happened to it, and why that breaks reading.
  public var explanation: TwoSidedText
  /// What would make the change compatible.
  public var remedy: Remedy

  public init(
    _ kind: Kind, path: String, detail: String, message: TwoSidedText, explanation: TwoSidedText,
    remedy: Remedy = Remedy()
  ) {
    self.kind = kind
    self.path = path
    self.detail = detail
    self.message = message
    self.explanation = explanation
    self.remedy = remedy
  }

  /// The incompatibility of two schemas of different formats.
  static func formatChanged(reader: FormatName, writer: FormatName) -> Incompatibility {
    Incompatibility(
      .formatChanged, path: "/", detail: "reader \(reader), writer \(writer)",
      message: "Incompatible because of different schema type",
      explanation: "the \(.reader) schema is \(reader), the \(.writer) schema is \(writer)",
      remedy: Remedy(both: "register the other format under a subject of its own"))
  }
}
