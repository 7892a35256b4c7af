public import SchemaCore
import Synchronization

/// The registry: answers questions from a state in memory, and changes it by way of the log.
///
/// A change is decided against the state, appended to the store, and only then applied and answered. Questions never
/// wait for changes: they look at the last published state.
public final class SchemaRegistry: Sendable {
  private let store: any RegistryStore
  private let published: Mutex<RegistryState>
  private let writer: RegistryWriter
  let preparation: SchemaPreparation
  let options: RegistryOptions
  let keyManagement: KeyManagementServices

  /// Opens a registry on a store and reads its log.
  ///
  /// - Parameters:
  ///   - formats: the formats in which schemas may be registered.
  ///   - keyManagement: the services that wrap data encryption keys with the keys that they hold.
  /// - Throws: `storeFailed` if the log cannot be read.
  public convenience init(
    store: any RegistryStore, formats: SchemaFormats, options: RegistryOptions = RegistryOptions(),
    keyManagement: KeyManagementServices = KeyManagementServices()
  ) async throws(RegistryError) {
    var state = RegistryState(
      defaultLevel: options.defaultLevel, inheritsLevels: options.inheritsLevels,
      searchesOtherContexts: options.searchesOtherContexts)
    try await state.catchUp(with: store)
    self.init(store: store, state: state, formats: formats, options: options, keyManagement: keyManagement)
  }

  private init(
    store: any RegistryStore, state: RegistryState, formats: SchemaFormats, options: RegistryOptions,
    keyManagement: KeyManagementServices
  ) {
    self.store = store
    self.options = options
    self.keyManagement = keyManagement
    published = Mutex(state)
    preparation = SchemaPreparation(cache: ParsedSchemaCache(formats: formats), options: options)
    writer = RegistryWriter(store: store, state: state)
  }

  /// The state as of now; it stays as it is while the registry moves on.
  public var state: RegistryState { published.withLock { $0 } }

  /// Where the next record will go: as long as it stays the same, so does the state. Cheaper to ask for than the state.
  public var position: LogPosition { published.withLock { $0.nextPosition } }

  /// What was written since the registry was opened.
  public var writeCounts: WriteCounts { get async { await writer.counts } }

  /// Why the store cannot be used now, or nil if it can.
  public func storeFailure() async -> StoreError? { await writer.storeFailure() }

  /// The formats in which schemas may be registered.
  public var formatNames: [FormatName] { preparation.cache.formatNames }

  /// Registers a schema under a subject, or finds it there.
  ///
  /// - Throws: `RegistryError`; nothing is changed then.
  public func register(
    _ schema: SchemaText, under subject: SubjectName, options: RegistrationOptions = RegistrationOptions()
  ) async throws(RegistryError) -> RegisteredSchema {
    let request = RegisterSchema.Request(schema: schema, subject: subject, options: options)
    return try await register { [preparation] (state) throws(RegistryError) in
      try RegisterSchema.decide(request, in: state, preparation)
    }
  }

  /// Registers a version again with other tags in its text, or with another contract.
  ///
  /// - Throws: `RegistryError`; nothing is changed then.
  public func modifyTags(
    of selector: VersionSelector, of subject: SubjectName, _ edits: ContractEdits
  ) async throws(RegistryError) -> RegisteredSchema {
    let request = ModifyTags.Request(selector: selector, subject: subject, edits: edits)
    return try await register { [preparation] (state) throws(RegistryError) in
      try ModifyTags.decide(request, in: state, preparation)
    }
  }

  private func register(
    _ decide: @escaping @Sendable (RegistryState) throws(RegistryError) -> Decision<RegisteredSchema>
  ) async throws(RegistryError) -> RegisteredSchema {
    // A refusal and a mere repetition hold for the published state, and need no turn in the queue: a flood of them
    // keeps nobody from writing. What is to be recorded is decided again in its turn, on schemas that are parsed by then.
    let decision = try decide(state)
    if decision.records.isEmpty { return decision.outcome }
    let registered = try await write(decide)
    return state.find(.number(registered.version), of: registered.subject, includesDeleted: true) ?? registered
  }

  /// Finds the version of a subject that holds a schema.
  ///
  /// - Throws: `subjectNotFound`, `schemaNotFound`, and what is wrong with the schema itself.
  public func lookUp(
    _ schema: SchemaText, under subject: SubjectName, normalizing: Bool = false, includingDeleted: Bool = false
  ) throws(RegistryError) -> RegisteredSchema {
    let request = LookUpSchema.Request(
      schema: schema, subject: subject, normalizes: normalizing, includesDeleted: includingDeleted)
    return try LookUpSchema.decide(request, in: state, preparation)
  }

  /// Tells whether a schema would be accepted under a subject.
  ///
  /// - Parameter version: the one version to compare with, or nil for what registration would compare with.
  /// - Throws: `versionNotFound`, and what is wrong with the schema itself.
  public func checkCompatibility(
    of schema: SchemaText, with subject: SubjectName, version: VersionSelector? = nil, normalizing: Bool = false
  ) throws(RegistryError) -> CompatibilityReport {
    let request = CheckCompatibility.Request(
      schema: schema, subject: subject, version: version, normalizes: normalizing)
    return try CheckCompatibility.decide(request, in: state, preparation)
  }

  /// A registered schema's text in another style.
  ///
  /// - Throws: `invalidSchema` if the stored text does not allow it.
  public func text(of schema: RegisteredSchema, as style: RenderStyle) throws(RegistryError) -> String {
    if style == .canonical { return schema.schema.text }
    let parsed = try preparation.parse(schema, in: state)
    do {
      return try parsed.rendered(as: style)
    } catch {
      throw .invalidSchema(schema.schema.format, error)
    }
  }

  /// The tags in a registered schema's text, in the order of a walk.
  ///
  /// - Throws: `invalidSchema` if the stored text cannot be parsed.
  public func inlineTags(of schema: RegisteredSchema) throws(RegistryError) -> [SchemaTags] {
    try preparation.parse(schema, in: state).inlineTags
  }

  /// Marks a version as deleted, or deletes a marked one for good.
  ///
  /// - Returns: its number.
  public func deleteVersion(
    _ selector: VersionSelector, of subject: SubjectName, permanently: Bool = false
  ) async throws(RegistryError) -> SchemaVersion {
    let request = DeleteVersion.Request(selector: selector, subject: subject, isPermanent: permanently)
    return try await write { (state) throws(RegistryError) in try DeleteVersion.decide(request, in: state) }
  }

  /// Marks all versions of a subject as deleted, or deletes marked ones for good.
  ///
  /// - Returns: their numbers, ascending.
  public func deleteSubject(
    _ subject: SubjectName, permanently: Bool = false
  ) async throws(RegistryError) -> [SchemaVersion] {
    let request = DeleteSubject.Request(subject: subject, isPermanent: permanently)
    return try await write { (state) throws(RegistryError) in try DeleteSubject.decide(request, in: state) }
  }

  /// Changes the settings of a subject, or of a context for a subject without name.
  ///
  /// - Returns: what is stored afterwards.
  public func changeConfig(
    _ change: ConfigChange, of scope: SubjectName
  ) async throws(RegistryError) -> SubjectConfig {
    try await write { (state) throws(RegistryError) in try ChangeConfig.decide(change, of: scope, in: state) }
  }

  /// Removes the settings of a subject or context.
  ///
  /// - Returns: what was stored.
  public func removeConfig(of scope: SubjectName) async throws(RegistryError) -> SubjectConfig {
    try await write { (state) throws(RegistryError) in try ChangeConfig.decideRemoval(of: scope, in: state) }
  }

  /// Sets the mode of a subject or context; nil clears it.
  ///
  /// - Parameter force: begin importing although there are schemas.
  public func changeMode(
    _ mode: RegistryMode?, of scope: SubjectName, force: Bool = false
  ) async throws(RegistryError) -> RegistryMode? {
    let request = ChangeMode.Request(scope: scope, mode: mode, isForced: force)
    return try await write { [options] (state) throws(RegistryError) in
      try ChangeMode.decide(request, in: state, options)
    }
  }

  /// Removes the mode of a subject or context.
  ///
  /// - Parameter recursive: for a context, the modes of its subjects too.
  /// - Returns: the mode that was stored.
  public func removeMode(of scope: SubjectName, recursive: Bool = false) async throws(RegistryError) -> RegistryMode? {
    try await write { [options] (state) throws(RegistryError) in
      try ChangeMode.decideRemoval(of: scope, isRecursive: recursive, in: state, options)
    }
  }

  /// Forgets a context that holds nothing.
  public func deleteContext(_ name: ContextName) async throws(RegistryError) {
    try await write { (state) throws(RegistryError) in try DeleteContext.decide(name, in: state) }
  }

  /// Applies what other processes write to the store, until the task is cancelled. Returns at once if the store is this
  /// process' alone.
  ///
  /// While the store cannot be reached, the state stays as it was last known, and is brought up to date afterwards.
  ///
  /// - Throws: `storeFailed` with `.damaged`: what the state was made of is no longer what the store holds.
  public func followStore() async throws(RegistryError) {
    guard let store = store as? any SharedRegistryStore else { return }
    while !Task.isCancelled {
      await store.waitForEntries(from: position)
      let failure = await writer.applyNews { [self] state in published.withLock { $0 = state } }
      if let failure, case .storeFailed(.damaged) = failure { throw failure }
    }
  }

  func write<Outcome: Sendable>(
    _ decide: @escaping @Sendable (RegistryState) throws(RegistryError) -> Decision<Outcome>
  ) async throws(RegistryError) -> Outcome {
    try await writer.write(decide) { [self] state in published.withLock { $0 = state } }
  }
}
