public import SchemaCore

/// With which registered schema records are written.
///
/// The official clients have a flag for each of these, of which one wins over the other; here it is one choice.
public enum SchemaSelection: Hashable, Sendable {
  /// With the records' own schema, which is registered unless it is (`auto.register.schemas`, what clients do unless told
  /// otherwise).
  case register
  /// With the records' own schema, which must be registered (`auto.register.schemas` false).
  case lookUp
  /// With the latest version of the subject (`use.latest.version`).
  case latest
  /// With the latest version that has all of these properties in its metadata, deleted or not
  /// (`use.latest.with.metadata`).
  case latestWith(TextMap<ExactText>)
  /// With this schema (`use.schema.id`, `use.schema.guid`). An ID is meant in the context of the subject.
  case identity(SchemaIdentity)

  /// True if the schema may be another one than the records'.
  var isForeign: Bool {
    switch self {
    case .register, .lookUp: false
    case .latest, .latestWith, .identity: true
    }
  }
}

/// How records are written. What is set here is what the official clients do unless told otherwise, except that schemas
/// with rules are refused.
public struct EncodingSettings: Sendable {
  /// With which schema; nil registers the records' own schema or, if they bring none along, takes the latest.
  public var selection: SchemaSelection?
  /// Under which subject the schema is (`subject.name.strategy`).
  public var naming: SubjectNaming
  /// Under which subjects schemas are registered that the records' own refers to (`reference.subject.name.strategy`).
  public var referenceNaming: ReferenceNaming
  /// False to look references up that would be registered otherwise (`reference.lookup.only`).
  public var registersReferences: Bool
  /// True to have the registry normalize schemas before it compares or registers them (`normalize.schemas`).
  public var normalizes: Bool
  /// True to refuse another schema than the records' own if it could not read what that allows, as a reader of the level
  /// BACKWARD (`latest.compatibility.strict`, `id.compatibility.strict`).
  public var requiresCompatibility: Bool
  /// True to have a registered schema inherit the tags of the version before (`propagate.schema.tags`).
  public var propagatesTags: Bool
  /// Where records name their schema (`value.schema.id.serializer`).
  public var wireFormat: WireFormat
  /// Which half of a Kafka record is meant.
  public var part: RecordPart
  /// What to do with schemas that have rules.
  public var rules: RulesPolicy

  public init(
    selection: SchemaSelection? = nil, naming: SubjectNaming = .associated(), referenceNaming: ReferenceNaming = .name,
    registersReferences: Bool = true, normalizes: Bool = false, requiresCompatibility: Bool = true,
    propagatesTags: Bool = false, wireFormat: WireFormat = .payloadPrefix, part: RecordPart = .value,
    rules: RulesPolicy = .refuse
  ) {
    self.selection = selection
    self.naming = naming
    self.referenceNaming = referenceNaming
    self.registersReferences = registersReferences
    self.normalizes = normalizes
    self.requiresCompatibility = requiresCompatibility
    self.propagatesTags = propagatesTags
    self.wireFormat = wireFormat
    self.part = part
    self.rules = rules
  }
}
