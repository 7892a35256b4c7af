import ArgumentParser
import RegistryClient
import RegistryTesting
import Testing

@testable import MartletCLI

@Suite struct ConnectionOptionsTests {
  @Test(
    "the registry has one address or several",
    arguments: [
      (["--registry", "http://a"], ["http://a"]),
      (
        ["--registry", "http://a,https://u:p@b:1/", "--registry", "http://c"], ["http://a", "https://b:1", "http://c"]
      ),
    ])
  func addresses(_ arguments: [String], _ urls: [String]) throws {
    #expect(try ConnectionOptions.parse(arguments).configuration().urls == urls)
  }

  @Test("who the client says to be stands in a file, which may end with a line end")
  func files() throws {
    let folder = try TemporaryFolder()
    let user = try folder.file("user", "me:s3cret:x\n".utf8)
    let token = try folder.file("token", "abc".utf8)
    let byName = try ConnectionOptions.parse(["--user-file", user]).configuration().credentials
    #expect(byName?.description == "the password of me")
    let byToken = try ConnectionOptions.parse(["--token-file", token]).configuration().credentials
    #expect(byToken?.description == "a bearer token")
  }

  @Test("what is of no use is refused with the file's name, and without what is secret")
  func useless() throws {
    let folder = try TemporaryFolder()
    let file = try folder.file("secret", "s3cret".utf8)
    for arguments in [
      ["--user-file", file], ["--user-file", folder.path + "/none"], ["--ca-file", file],
      ["--client-certificate", file, "--client-key", file],
    ] {
      let failure = #expect(throws: CommandFailure.self) { try ConnectionOptions.parse(arguments).configuration() }
      #expect(failure?.code == .usage)
      #expect(failure?.message.contains(folder.path) == true)
      #expect(failure?.message.contains("s3cret") == false)
    }
  }

  @Test("a proxy is named without a password, which others could read")
  func proxy() throws {
    let proxy = try ConnectionOptions.parse(["--proxy", "http://proxy.example:3128"]).configuration().proxy
    #expect(proxy?.host == "proxy.example")
    #expect(throws: (any Error).self) {
      try ConnectionOptions.parse(["--proxy", "http://u:s3cret@proxy.example:3128"])
    }
    let failure = #expect(throws: CommandFailure.self) {
      try ConnectionOptions.parse(["--proxy", "proxy.example"]).configuration()
    }
    #expect(failure?.code == .usage)
  }

  @Test(
    "options that contradict each other are refused",
    arguments: [["--user-file", "a", "--token-file", "b"], ["--client-key", "a"], ["--client-certificate", "a"]])
  func contradictions(_ arguments: [String]) {
    #expect(throws: (any Error).self) { try ConnectionOptions.parse(arguments) }
  }

  @Test("each of two registries has its own options and variables, and what is meant for one does not get to the other")
  func roles() throws {
    let folder = try TemporaryFolder()
    let user = try folder.file("user", "me:s3cret".utf8)
    let token = try folder.file("token", "abc".utf8)
    let command = try #require(
      try Migrate.parseAsRoot([
        "http://a", "http://b", "--from-user-file", user, "--from-proxy", "http://p:1", "--to-token-file", token,
        "--to-proxy", "http://q:2",
      ]) as? Migrate)
    let from = try command.source.configuration(urls: ["http://a"])
    let to = try command.target.configuration(urls: ["http://b"])
    #expect(from.credentials?.description == "the password of me")
    #expect(from.proxy?.host == "p")
    #expect(to.credentials?.description == "a bearer token")
    #expect(to.proxy?.host == "q")
    let compared = try #require(
      try CompareRegistries.parseAsRoot(["http://a", "http://b", "--right-user-file", user]) as? CompareRegistries)
    #expect(try compared.leftAccess.configuration(urls: ["http://a"]).credentials == nil)
    #expect(try compared.rightAccess.configuration(urls: ["http://b"]).credentials != nil)
    for arguments in [["--from-proxy", "http://u:s3cret@p:1"], ["--to-user-file", "a", "--to-token-file", "b"]] {
      let error = #expect(throws: (any Error).self) {
        try Migrate.parseAsRoot(["http://a", "http://b"] + arguments)
      }
      let message = error.map { Migrate.message(for: $0) } ?? ""
      #expect(message.contains(arguments[0]))
      #expect(!message.contains("s3cret"))
    }
  }
}
