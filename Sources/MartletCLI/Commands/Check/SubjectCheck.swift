import RegistryClient
import SchemaCore
import SchemaSets

/// Compares a schema with a subject's versions in a running registry.
struct SubjectCheck {
  var client: SchemaRegistryClient
  var subject: SubjectName

  /// The schema as a set of its own, and what the registry holds.
  func comparison(
    of text: SchemaText, called file: String
  ) async throws(CommandFailure) -> (SchemaSet, any Baseline) {
    var subjects: Set = [subject]
    for reference in text.references {
      subjects.insert(SubjectName(qualified: reference.subject).resolved(in: subject.context))
    }
    let records = try await RegistryRecords(client: client).records(of: subjects)
    do {
      let set = try SchemaSet(of: text, called: file, as: subject, formats: InstalledFormats.sets)
      return (set, RecordedBaseline(name: "the registry", records: records))
    } catch {
      throw CommandFailure(error)
    }
  }
}
