public import SchemaCore

/// Tells whether JSON texts are as a schema wants them.
///
/// A schema is compiled once and used for many texts, by several threads at the same time.
public final class JSONSchemaValidator: Sendable {
  /// Whether `format` is checked, or only says what is meant (JSON Schema 2020-12, validation 7.2).
  public enum FormatAssertion: Hashable, Sendable {
    /// It is checked only where a schema of schemas demands it by its vocabulary.
    case never
    /// It is checked up to draft 7, as the reference registry's clients do, and later where a vocabulary demands it.
    case byDraft
    case always
  }

  /// What a schema and a text may cost.
  public struct Limits: Hashable, Sendable {
    /// How many schemas there may be, with all that are referred to.
    public var schemas = 100_000
    /// How long a text may be, in bytes; not more than 2^30.
    public var bytes = 64 << 20
    /// How many arrays and objects may be open at a time in a text.
    public var nesting = 256
    /// How many schemas may be within each other at a place of a text, with what they refer to.
    public var depth = 512
    /// How many times a schema may be applied to a value of one text.
    public var steps = 50_000_000
    /// How many errors are told.
    public var errors = 1_000
    /// How long all searches for patterns may take together that take many steps.
    public var patternTime = Duration.seconds(1)

    public init() {}
  }

  let program: ValidationProgram
  private let limits: Limits
  private let refusesDuplicates: Bool

  /// Compiles a schema.
  ///
  /// - Parameters:
  ///   - resources: the schema, with what it refers to.
  ///   - formats: whether `format` is checked.
  ///   - refusesDuplicates: true if a text is refused that has two members of one name in an object; otherwise the last
  ///     counts.
  /// - Throws: `SchemaError` with the pointer to what is wrong.
  public init(
    _ resources: SchemaResources, formats: FormatAssertion = .never, refusesDuplicates: Bool = false,
    limits: Limits = Limits()
  ) throws(SchemaError) {
    program = try SchemaCompiler.compile(resources, assertsFormats: formats, limits: limits)
    self.limits = limits
    self.refusesDuplicates = refusesDuplicates
  }

  /// True if the text is as the schema wants it. Stops at the first thing that is wrong.
  ///
  /// - Throws: `InstanceError` if the text is not JSON, or a limit is passed.
  public func isValid(_ text: some Collection<UInt8>) throws(InstanceError) -> Bool {
    var session = ValidationSession(self)
    let verdict = text.withContiguousStorageIfAvailable { bytes in
      Result { () throws(InstanceError) in try session.isValid(bytes) }
    }
    if let verdict { return try verdict.get() }
    return try isValid(Array(text))
  }

  /// Everything that is wrong with the text.
  ///
  /// - Throws: `InstanceError` if the text is not JSON, or a limit is passed.
  public func validate(_ text: some Collection<UInt8>) throws(InstanceError) -> ValidationReport {
    var session = ValidationSession(self)
    let report = text.withContiguousStorageIfAvailable { bytes in
      Result { () throws(InstanceError) in try session.validate(bytes) }
    }
    if let report { return try report.get() }
    return try validate(Array(text))
  }

  var instanceOptions: JSONTape.Options {
    JSONTape.Options(
      maximumDepth: limits.nesting, maximumBytes: limits.bytes, refusesDuplicates: refusesDuplicates)
  }

  var evaluationLimits: Limits { limits }
}
