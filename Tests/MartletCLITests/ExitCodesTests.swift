import RecordCodec
import RegistryClient
import SchemaCore
import Testing

@testable import MartletCLI

@Suite struct ExitCodesTests {
  @Test(
    "what the registry answers decides the exit code",
    arguments: [
      (ClientError.Kind.unreachable, ExitCodes.unreachable), (.unintelligible, .unreachable), (.invalidRequest, .usage),
      (.refused(status: 404, code: 40401), .findings), (.refused(status: 404, code: 40403), .findings),
      (.refused(status: 409, code: 409), .findings), (.refused(status: 413, code: 413), .findings),
      (.refused(status: 422, code: 42201), .findings), (.refused(status: 422, code: 42202), .findings),
      (.refused(status: 422, code: 42204), .refused), (.refused(status: 422, code: 42205), .refused),
      (.refused(status: 401, code: 40101), .refused), (.refused(status: 500, code: 50001), .unreachable),
    ])
  func registry(kind: ClientError.Kind, code: ExitCodes) {
    let error = ClientError(kind, "why")
    #expect(CommandFailure(error).code == code)
    #expect(CommandFailure(error).message.hasPrefix("why"))
    #expect(CommandFailure(RecordCodecError.lookup(error)).code == code)
  }

  @Test("a record that does not fit is a finding, and the next one is tried")
  func record() throws {
    var problems = ProblemReport()
    try problems.add("line 1", CommandFailure(.findings, "why"))
    let failure = #expect(throws: CommandFailure.self) { try problems.conclude(done: 2, "decoded") }
    #expect(failure?.code == .findings)
    #expect(failure?.message == "2 decoded, 1 record could not be")
  }

  @Test("a registry that cannot be asked ends the command at the first record")
  func lookup() {
    var problems = ProblemReport()
    let failure = #expect(throws: CommandFailure.self) {
      try problems.add("line 1", CommandFailure(.unreachable, "why"))
    }
    #expect(failure?.code == .unreachable)
  }

  @Test("a file's name stands in front of what is said about its text only")
  func located() {
    #expect(CommandFailure(.findings, "why").located(in: "a.avsc").message == "a.avsc: why")
    #expect(CommandFailure(.refused, "why").located(in: "a.avsc").message == "why")
  }
}
