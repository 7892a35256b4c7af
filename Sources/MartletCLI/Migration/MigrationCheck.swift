import Registry
import RegistryAPI
import RegistryClient
import SchemaCore

/// Looks whether a registry holds all that another one holds, by asking it anew.
struct MigrationCheck {
  var client: SchemaRegistryClient
  var keepsModes: Bool

  /// What is not there as it is in the source, a line each: by what the registry lists, and by reading every ID.
  func missing(from source: RegistryContents) async throws(CommandFailure) -> [String] {
    let plan = MigrationPlan(
      from: source, to: try await RegistryContents(of: client, settingsOf: source.scopes), keepsModes: keepsModes)
    var missing = plan.conflicts
    missing += plan.registrations.joined().map { "\(RecordKey.version($0.key)) is not there" }
    missing += plan.deletions.map { "\(RecordKey.version($0)) is not marked as deleted" }
    missing += plan.settings.map { "\(RecordKey.config($0.scope)) are not the same" }
    missing += plan.keys.compactMap { RegistryRecord.encryptionKey($0).key }.map { "\($0) is not the same" }
    missing += plan.modes.map { "\(RecordKey.mode($0.scope)) is not the same" }
    var progress = Progress("IDs read back")
    let differing = try await answers(about: Self.places(in: source), progress: { progress.update($0) }) {
      [client] (place, schema) throws(ClientError) -> String? in
      try await Self.difference(of: place, from: schema, client)
    }
    return missing + differing.compactMap(\.self)
  }

  /// Each ID with its content.
  static func places(in source: RegistryContents) -> [(place: IDPlace, schema: SchemaText)] {
    var seen: Set<IDPlace> = []
    return source.versions.compactMap { version in
      let place = IDPlace(context: version.key.subject.context, id: version.id)
      return seen.insert(place).inserted ? (place, version.schema) : nil
    }
  }

  private static func difference(
    of place: IDPlace, from schema: SchemaText, _ client: SchemaRegistryClient
  ) async throws(ClientError) -> String? {
    let name = "ID \(place.id)" + (place.context.isDefault ? "" : " of context \(place.context)")
    do {
      let context = place.context.isDefault ? nil : SubjectName(context: place.context, name: "")
      let body = try await client.schema(id: place.id, subject: context)
      return body.schema == schema ? nil : "\(name) is read back with another content"
    } catch  where error.isUnknownRoute {
      return "\(name) cannot be read back: \(error)"
    }
  }
}
