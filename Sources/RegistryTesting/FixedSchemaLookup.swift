public import RegistryClient
public import SchemaCore
import Synchronization

/// A lookup for tests that knows a few schemas, without a registry, and remembers what it was asked for.
public final class FixedSchemaLookup: SchemaLookup {
  private let known: [RegisteredText]
  private let associations: [AssociatedResource: [SubjectName]]
  private let asked = Mutex<[SchemaRequest]>([])

  /// - Parameters:
  ///   - known: the schemas, found by ID and GUID, by their versions if they have one, and by their text. The last of a
  ///     subject is the latest.
  ///   - associations: which subjects are associated with topics.
  public init(_ known: RegisteredText..., associations: [AssociatedResource: [SubjectName]] = [:]) {
    self.known = known
    self.associations = associations
  }

  /// What was asked for, in order.
  public var requests: [SchemaRequest] { asked.withLock(\.self) }

  public func schema(_ request: SchemaRequest) throws(ClientError) -> RegisteredText {
    asked.withLock { $0.append(request) }
    let found: RegisteredText? =
      switch request {
      case .identity(.id(let id), _): known.first { $0.id == id }
      case .identity(.guid(let guid), _): known.first { $0.guid == guid }
      case .version(.latest, let subject), .latest(let subject, _): known.last { $0.subject == subject }
      case .version(.number(let version), let subject): known.first { $0.subject == subject && $0.version == version }
      case .lookUp(let schema, let subject, _), .register(let schema, let subject, _, _):
        known.first { $0.subject == subject && $0.schema == schema }
      }
    guard let found else { throw ClientError(.refused(status: 404, code: 40403), "Schema not found") }
    return found
  }

  public func subjects(associatedWith resource: AssociatedResource) -> [SubjectName] { associations[resource] ?? [] }
}

extension RegisteredText {
  /// A schema for tests as a registry might have it.
  public static func fixed(
    _ text: String, format: FormatName = .avro, id: Int32 = 7, subject: String? = nil, version: Int32 = 1,
    rules: RuleSet? = nil
  ) -> RegisteredText {
    RegisteredText(
      id: SchemaID(rawValue: id), guid: SchemaGUID(high: 0x095d_71cf_1255_6b9d, low: UInt64(UInt32(bitPattern: id))),
      subject: subject.map(SubjectName.init(qualified:)),
      version: subject.map { _ in SchemaVersion(rawValue: version) },
      schema: SchemaText(format: format, text: text, ruleSet: rules))
  }
}
