import FoundationEssentials
import Protobuf
import Registry
import SchemaCore
import SchemaSets

/// Compares a schema with files, without a registry.
struct FileCheck {
  var options: SchemaFileOptions
  var imports: ImportOptions
  /// Files and folders, oldest first.
  var earlier: [String]

  /// The schema as a set of its own, and the files as the versions of its subject.
  func comparison(
    of text: SchemaText, _ candidate: any ParsedSchema, using candidateUses: [ResolvedReference], called name: String
  ) async throws(CommandFailure) -> (SchemaSet, any Baseline) {
    let subject = SubjectName(name: "schema")
    var sets = SetFiles()
    let files = try self.files(for: candidate, called: name)
    var records: [RegistryRecord] = []
    var names: [VersionKey: String] = [:]
    for (index, file) in files.enumerated() {
      let schema = try await options.schema(from: file)
      var used = try await sets.references(of: schema, at: file, imports: imports)
      // A copy from somewhere else uses what the file at its place uses.
      if used.isEmpty && schema.format != .protobuf { used = candidateUses }
      _ = try schema.parsed(references: used, rules: .stored, called: file)
      let key = VersionKey(subject, SchemaVersion(rawValue: Int32(clamping: index + 1)))
      // Their places stand in for the numbers that a registry would give them.
      names[key] = files.count == 1 ? file : "version \(index + 1) of \(file)"
      records += self.records(of: schema, using: used, at: file, as: key, after: records.count)
    }
    let candidateRecords = self.records(
      of: text, using: candidateUses, at: name, as: VersionKey(subject, SchemaVersion(rawValue: 0)),
      after: records.count)
    guard case .schema(let record) = candidateRecords.last else { throw CommandFailure(.usage, "\(name): no schema") }
    do {
      let set = try SchemaSet(of: record.schema, called: name, as: subject, formats: InstalledFormats.sets)
      let baseline = RecordedBaseline(
        name: earlier.joined(separator: ", "), records: records + candidateRecords.dropLast(), names: names)
      return (set, baseline)
    } catch {
      throw CommandFailure(error)
    }
  }

  private func files(for candidate: any ParsedSchema, called name: String) throws(CommandFailure) -> [String] {
    var files: [String] = []
    let own = Self.identity(of: name)
    for path in earlier {
      files += try SchemaFiles.paths(at: path, of: candidate.format).filter { Self.identity(of: $0) != own }
    }
    if files.isEmpty { throw CommandFailure(.usage, "\(name): there is no other file to compare with") }
    return files
  }

  /// The records of a schema and, before it, of the files that it uses: each as a subject of its own, as two versions may
  /// use two files of one name.
  private func records(
    of schema: SchemaText, using used: [ResolvedReference], at file: String, as key: VersionKey, after count: Int
  ) -> [RegistryRecord] {
    var schema = schema
    var records: [RegistryRecord] = []
    let references = { (text: String, before: ArraySlice<ResolvedReference>) in
      let names = before.map(\.reference.name)
      // Only Protobuf says what a text uses; others may be given more.
      let imported = schema.format == .protobuf ? Set(ProtobufFormat.imports(in: text)) : Set(names)
      return names.filter(imported.contains).map { name in
        SchemaReference(name: name, subject: "\(file) uses \(name)", version: 1)
      }
    }
    for (index, reference) in used.enumerated() {
      let text = SchemaText(
        format: schema.format, text: reference.text, references: references(reference.text, used[..<index]))
      let subject = SubjectName(name: "\(file) uses \(reference.reference.name)")
      records.append(
        .schema(
          SchemaRecord(
            key: VersionKey(subject, SchemaVersion(rawValue: 1)),
            id: SchemaID(rawValue: Int32(clamping: count + records.count + 1)), schema: text)))
    }
    if !used.isEmpty { schema.references = references(schema.text, used[...]) }
    records.append(
      .schema(
        SchemaRecord(key: key, id: SchemaID(rawValue: Int32(clamping: count + records.count + 1)), schema: schema)))
    return records
  }

  /// The file by its path without links, so that a schema is not compared with itself under another name.
  private static func identity(of path: String) -> String {
    URL(filePath: path).resolvingSymlinksInPath().standardized.path()
  }
}
