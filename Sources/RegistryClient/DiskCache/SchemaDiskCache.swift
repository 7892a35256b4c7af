import SchemaCore
import Synchronization

/// Schemas in a folder, one small file for each, so that a program can start while no registry answers.
///
/// A file is written beside its place and then put there, and carries a checksum: one that is damaged counts as not there,
/// and is written anew. What was written first goes first where there is no room. Several processes may share a folder.
public final class SchemaDiskCache: Sendable {
  private let files: CacheFolder
  private let registry: String
  private let problem: @Sendable (String) -> Void

  /// A cache in a folder, which is made if need be, within one that exists.
  ///
  /// - Parameters:
  ///   - registry: what tells this registry from others, such as its address: an ID means something else in another.
  ///   - maximumBytes: how much the folder may hold.
  ///   - onProblem: told what could not be written or read; the schema is fetched all the same.
  /// - Throws: `ClientError.invalidRequest` if there is no such folder to write in.
  public init(
    folder: String, registry: String, maximumBytes: Int = 64 << 20,
    onProblem: @escaping @Sendable (String) -> Void = { _ in }
  ) throws(ClientError) {
    files = try CacheFolder(path: folder, maximumBytes: maximumBytes)
    self.registry = registry
    problem = onProblem
  }

  /// The schema that is kept for a request; nil if there is none, or if the file is damaged.
  func schema(for request: SchemaRequest) async -> RegisteredText? {
    let key = StoredSchema.key(of: request, in: registry)
    do throws(CacheFileError) {
      guard let bytes = try await files.read(StoredSchema.fileName(of: key)) else { return nil }
      return try StoredSchema(bytes: bytes, key: key).text
    } catch {
      problem(error.description)
      return nil
    }
  }

  /// Keeps a schema for the request that it answers, and for the records that name it.
  func keep(_ text: RegisteredText, for request: SchemaRequest?, ofContext context: ContextName) async {
    let context = text.subject?.context ?? context
    var requests: Set<SchemaRequest> = [.identity(.id(text.id), in: context)]
    if let guid = text.guid { requests.insert(.identity(.guid(guid), in: context)) }
    if let request { requests.insert(request) }
    for request in requests {
      let key = StoredSchema.key(of: request, in: registry)
      do throws(CacheFileError) {
        try await files.write(StoredSchema(text: text, key: key).bytes, to: StoredSchema.fileName(of: key))
      } catch {
        problem(error.description)
      }
    }
  }
}
