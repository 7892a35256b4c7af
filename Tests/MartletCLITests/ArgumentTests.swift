import ArgumentParser
import SchemaCore
import ServerSettings
import Testing

@testable import MartletCLI

@Suite struct ArgumentTests {
  @Test(
    "an address to listen on is host:port",
    arguments: [
      ("127.0.0.1:8081", "127.0.0.1", 8081), ("localhost:0", "localhost", 0), ("[::1]:80", "::1", 80),
      ("0.0.0.0:65535", "0.0.0.0", 65535),
    ])
  func address(text: String, host: String, port: Int) throws {
    let address = try #require(ListenAddress(argument: text))
    #expect(address.host == host)
    #expect(address.port == port)
  }

  @Test(
    "what is not host:port is no address",
    arguments: ["", ":", ":80", "localhost", "localhost:", "localhost:x", "localhost:65536", "localhost:-1", "::1:80"])
  func noAddress(text: String) {
    #expect(ListenAddress(argument: text) == nil)
  }

  @Test("what is wrong with the name of a store is said", arguments: ["kafka://h", "sqlite:", "a.db"])
  func noStore(text: String) {
    let error = #expect(throws: ValidationError.self) { try StoreLocation.argument(text) }
    #expect(error?.message.isEmpty == false)
    let parsed = #expect(throws: (any Error).self) { try StoreOptions.parse(["--store", text]) }
    #expect(parsed.map { StoreOptions.message(for: $0) }?.contains(error?.message ?? "-") == true)
  }

  @Test(
    "a reference is name=subject:version",
    arguments: [
      ("a.B=s:1", SchemaReference(name: "a.B", subject: "s", version: 1)),
      ("B=:.staging:s:12", SchemaReference(name: "B", subject: ":.staging:s", version: 12)),
      ("B=s:latest", SchemaReference(name: "B", subject: "s", version: SchemaReference.latestVersion)),
      ("B=x=y:3", SchemaReference(name: "B", subject: "x=y", version: 3)),
    ])
  func reference(text: String, reference: SchemaReference) {
    #expect(ReferenceArgument(argument: text)?.reference == reference)
  }

  @Test(
    "what is not name=subject:version is no reference",
    arguments: ["", "B", "B=s", "s:1", "B=s:", "B=s:0", "B=s:x", "a:1=s"])
  func noReference(text: String) {
    #expect(ReferenceArgument(argument: text) == nil)
  }

  @Test("an ID is a positive number of 32 bits", arguments: [("1", true), ("2147483647", true), ("0", false)])
  func id(text: String, isValid: Bool) {
    #expect((SchemaID(argument: text) != nil) == isValid)
  }

  @Test("an empty word is no subject, so that an unset shell variable cannot become one")
  func emptySubject() {
    #expect(SubjectName(argument: "") == nil)
    #expect(SubjectName(argument: ":.staging:s") == SubjectName(context: ContextName(".staging"), name: "s"))
  }

  @Test("levels are read in either case", arguments: ["full_transitive", "FULL_TRANSITIVE"])
  func level(text: String) {
    #expect(CompatibilityLevel(argument: text) == .fullTransitive)
  }

  @Test(
    "options that contradict or lack each other are refused before anything is sent",
    arguments: [
      ["encode", "--id", "1", "--subject", "s"], ["produce", "t", "--id", "1", "--schema", "a.avsc"],
      ["check", "--subject", "s"], ["check", "a.avsc", "--subject", "s", "--against", "b.avsc"],
      ["check", "a.avsc", "--against", "b.avsc", "--reference", "B=s:1"], ["schema", "get"], ["config", "set"],
      ["consume", "t", "--count", "0"], ["consume"], ["consume", "t", "--from", "offset:-1"],
      ["consume", "t", "--from", "timestamp:yesterday"], ["consume", "t", "--group", "g", "--from", "offset:1"],
      ["consume", "t", "--group", "g", "--partition", "0"], ["consume", "t", "--as", "hex"],
      ["produce", "t", "--key-separator", ":", "--key-field", "a"], ["produce", "t", "a.csv", "--key-separator", ":"],
      ["produce", "t", "--key-message", "M"], ["produce", "t", "--header", "a"], ["produce", "t", "--lookup"],
      ["produce", "t", "--from", "envelope", "--key-field", "a"], ["inspect", "--header", "zz"],
      ["infer", "a", "--from", "envelope"], ["produce", "t", "--timeout", "0"], ["schema", "register", "", "a.avsc"],
      ["nonsense"],
    ])
  func contradiction(arguments: [String]) {
    let error = #expect(throws: (any Error).self) { try MartletCommand.parseAsRoot(arguments) }
    #expect(error.map { MartletCommand.exitCode(for: $0) } == .validationFailure)
  }
}
