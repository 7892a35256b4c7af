import Registry
import RegistryAPI
import RegistryClient
import SchemaCore

/// What a registry holds, by what it is about: what two registries are compared by, whether they run or lie in a store.
struct RegistryContents {
  private(set) var records: [RecordKey: RegistryRecord] = [:]

  init(_ records: [RegistryRecord]) {
    for record in records where !Self.saysNothing(record) {
      if let key = record.key { self.records[key] = record }
    }
  }

  /// What a running registry holds.
  ///
  /// - Parameter scopes: whose settings are asked for besides: the API has no list of the subjects that have settings and
  ///   no versions, but of the aliases among them.
  init(
    of client: SchemaRegistryClient, settingsOf scopes: Set<SubjectName> = []
  ) async throws(CommandFailure) {
    let contexts = try await asking { () throws(ClientError) in try await Self.contexts(of: client) }
    let aliases = try await asking { () throws(ClientError) in
      try await client.listAllSchemas(
        prefix: ":*:", includingDeleted: true, onlyLatest: true, followingAliases: true)
    }
    let scopes = scopes.union(contexts.map { SubjectName(context: $0, name: "") })
      .union(aliases.flatMap(\.aliases).map(SubjectName.init(qualified:)))
    let records = try await RegistryRecords(client: client).all(of: scopes)
    let keys = try await asking { () throws(ClientError) in try await EncryptionKeyRecords(client: client).all() }
    self.init(contexts.map(RegistryRecord.context) + records + keys)
  }

  /// What a log amounts to.
  init(of store: any RegistryStore) async throws(CommandFailure) {
    var state = RegistryState()
    var progress = Progress("records read")
    do {
      while case let page = try await store.entries(from: state.nextPosition, limit: Self.pageSize), !page.isEmpty {
        for entry in page { state.apply(entry) }
        progress.update(Int(state.nextPosition.rawValue))
      }
    } catch {
      throw CommandFailure(.usage, error.description)
    }
    self.init(
      state.records.map { record in
        // As a running registry tells it: with the level that is in force, if none is set.
        guard case .config(let scope, _) = record, let told = try? state.config(of: scope, effective: false) else {
          return record
        }
        return .config(scope, told)
      })
  }

  /// The versions, by subject and number.
  var versions: [SchemaRecord] {
    records.values.compactMap { if case .schema(let record) = $0 { record } else { nil } }.sorted { $0.key < $1.key }
  }

  /// The subjects and contexts that have settings or a mode of their own.
  var scopes: Set<SubjectName> {
    Set(
      records.keys.compactMap { key in
        switch key {
        case .config(let scope), .mode(let scope): scope
        default: nil
        }
      })
  }

  private static let pageSize = 2_000

  /// The contexts besides the default one. A registry that knows none has none.
  private static func contexts(of client: SchemaRegistryClient) async throws(ClientError) -> [ContextName] {
    do {
      return try await client.contexts().filter { !$0.isDefault && $0 != .global }
    } catch  where error.isUnknownRoute {
      return []
    }
  }

  /// True for what everybody has where nothing is set.
  private static func saysNothing(_ record: RegistryRecord) -> Bool {
    switch record {
    case .config(let scope, let config): scope.isContext && config == SubjectConfig(level: .backward)
    case .mode(let scope, let mode): scope.isContext && mode == .readWrite
    default: false
    }
  }
}

extension ClientError {
  /// True if the registry does not know what it is asked, as older ones and others do not know everything.
  var isUnknownRoute: Bool { if case .refused(404...405, _) = kind { true } else { false } }
}
