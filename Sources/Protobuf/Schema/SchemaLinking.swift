import SchemaCore
import Synchronization

/// Links a schema's files when somebody needs them, once: most schemas that a registry holds are only compared.
final class SchemaLinking: Sendable {
  private let root: ParsedFile
  private let imports: [ParsedFile]
  private let linked = Mutex<Result<LinkedFiles, SchemaError>?>(nil)

  init(_ root: ParsedFile, imports: [ImportedFile]) {
    self.root = root
    self.imports = imports.map(\.file)
  }

  /// The linked files.
  ///
  /// - Throws: `SchemaError` with all problems if something is used that no file defines.
  func files() throws(SchemaError) -> LinkedFiles {
    if let linked = linked.withLock(\.self) { return try linked.get() }
    let result = Result { () throws(SchemaError) in try link(strictly: false) }
    linked.withLock { $0 = result }
    return try result.get()
  }

  /// Links anew under the rules of protoc.
  ///
  /// - Throws: `SchemaError` with everything that protoc would refuse.
  func checkStrictly() throws(SchemaError) { _ = try link(strictly: true) }

  private func link(strictly: Bool) throws(SchemaError) -> LinkedFiles {
    let linker = Linker(rules: LinkRules(visibility: strictly ? .imports : .references, isStrict: strictly))
    let files: FileSet
    do {
      files = try linker.link([root], references: imports)
    } catch {
      throw SchemaError(error.problems)
    }
    guard let own = files.files.last(where: { $0.name == root.name }) else {
      throw SchemaError(.invalid, "the schema's own file was not linked")
    }
    return LinkedFiles(set: files, root: own)
  }
}

/// A linked file and the files that it uses.
struct LinkedFiles: Sendable {
  /// All files.
  let set: FileSet
  /// The schema's own.
  let root: FileDescriptor
}
