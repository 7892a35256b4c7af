import RegistryAPI
import RegistryClient
import SchemaCore
import SchemaReports
import SchemaSets

/// The registration of a schema file, which tells why where it is refused.
struct Registration {
  var client: SchemaRegistryClient
  var subject: SubjectName
  var normalizing = false

  /// Registers a schema, or finds it registered.
  ///
  /// - Parameter file: what the schema is called in errors.
  func register(_ text: SchemaText, called file: String) async throws(CommandFailure) -> RegisteredSchemaBody {
    do throws(ClientError) {
      return try await client.register(text, under: subject, normalizing: normalizing)
    } catch {
      switch error.kind {
      case .refused(status: 409, code: _): try await explain(text, called: file)
      // Read here, a text that is no schema gets its error with the place in the file in front.
      case .refused(status: _, code: 42201) where text.references.isEmpty:
        _ = try text.parsed(rules: .new, called: file)
      default: break
      }
      throw CommandFailure(error).located(in: file)
    }
  }

  /// Says why in the words of `check`, which asks the same decisions.
  private func explain(_ text: SchemaText, called file: String) async throws(CommandFailure) {
    let comparison = try await SubjectCheck(client: client, subject: subject).comparison(of: text, called: file)
    let verdicts = try await Check.verdicts(comparison, SetCheck.Overrides())
    let examination = SchemaExamination(evolutionRules: [], isPortable: false)
    var report = Report(command: "check")
    for verdict in verdicts {
      report.entries += try examination.entries(of: verdict, nil, called: file, target: subject.description)
    }
    if report.isGood() { return }
    StandardError.print(
      ReportFormat.text.text(of: report, isColored: StandardError.isTerminal, version: Version.text))
    throw CommandFailure(.findings, "nothing was registered")
  }
}
