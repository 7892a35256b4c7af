import Testing

@testable import MartletCLI

@Suite struct UnreachableRegistryTests {
  @Test(
    "where nobody listens, every command says so",
    arguments: [
      ["schema", "list"], ["schema", "register", "s", "-"], ["config", "get"], ["check", "-", "--subject", "s"],
      ["encode", "--subject", "s"], ["produce", "t"],
    ])
  func nobody(command: [String]) async throws {
    let ended = try await MartletProcess(
      command + ["--registry", "http://127.0.0.1:1"], input: .init("\"int\"".utf8)
    ).outcome()
    #expect(ended.code == .unreachable)
    #expect(ended.errors.contains("no schema registry answers at http://127.0.0.1:1"), "\(ended.errors)")
    #expect(ended.output == "")
  }

  @Test("decode ends at the first record when nobody can be asked for its schema")
  func decode() async throws {
    let ended = try await martlet(
      "decode", "--as", "hex", "--registry", "http://127.0.0.1:1", input: "00000000010261\n00000000010261\n")
    #expect(ended.code == .unreachable)
    #expect(ended.errors.split(separator: "\n").count == 1)
  }

  @Test("inspect tells what the bytes are all the same")
  func inspect() async throws {
    let told = try await martlet("inspect", "--as", "hex", "--registry", "http://127.0.0.1:1", input: "00000000010261")
      .answer()
    #expect(told.contains("framed with a schema ID"))
    #expect(told.contains("registry: no schema registry answers"))
  }

  @Test(
    "what answers but is no registry is told apart from one",
    arguments: [
      "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 9\r\n\r\n<html>hi\n",
      "HTTP/1.1 404 Not Found\r\nContent-Length: 9\r\n\r\nnot found",
      "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}",
      "HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n[",
      "HTTP/1.1 200 OK\r\n\r\n[{\"id\":\"one\"}]",
      "\u{0}\u{0}\u{0}\u{2a}SSH-2.0-OpenSSH\r\n",
      "",
    ])
  func somethingElse(answer: String) async throws {
    let other = try CannedServer(answer: answer)
    let url = "http://127.0.0.1:\(other.port)"
    for command in [["schema", "list"], ["decode", "--as", "hex"]] {
      let ended = try await MartletProcess(command + ["--registry", url], input: .init("00000000010261".utf8)).outcome()
      #expect(ended.code == .unreachable, "\(ended.errors)")
      #expect(ended.errors.contains(url), "\(ended.errors)")
      #expect(ended.output == "")
    }
    withExtendedLifetime(other) {}
  }

  @Test("requests go through the proxy that an option or the environment names", arguments: [true, false])
  func proxy(byVariable: Bool) async throws {
    let proxy = try CannedServer(answer: "HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n")
    let ended = try await MartletProcess(
      ["schema", "list", "--registry", "http://registry.test:8081"]
        + (byVariable ? [] : ["--proxy", "http://127.0.0.1:\(proxy.port)"]),
      environment: byVariable ? ["MARTLET_REGISTRY_PROXY": "http://u:p@127.0.0.1:\(proxy.port)"] : [:]
    ).outcome()
    #expect(ended.code == .unreachable)
    #expect(ended.errors.contains("the proxy wants a name and a password"), "\(ended.errors)")
    withExtendedLifetime(proxy) {}
  }

  @Test(
    "what is no address is refused before anything is sent",
    arguments: [
      "", "nonsense", "ftp://127.0.0.1", "http://", "http://127.0.0.1:99999", "http://127.0.0.1:x", "http://a b",
    ])
  func noAddress(url: String) async throws {
    let ended = try await martlet("schema", "list", "--registry", url)
    #expect(ended.code == .usage)
    #expect(ended.errors.contains("is not the address of a registry"), "\(ended.errors)")
  }

  @Test(
    "the registry is named by either variable of the environment",
    arguments: ["MARTLET_REGISTRY", "SCHEMA_REGISTRY_URL"])
  func environment(name: String) async throws {
    let server = try await ServingProcess.start()
    let command = try MartletProcess(["config", "get"], environment: [name: server.url])
    #expect(try await command.outcome().hasSucceeded)
    try await server.stop()
  }
}
