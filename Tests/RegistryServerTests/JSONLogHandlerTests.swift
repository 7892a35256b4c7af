import Logging
import RegistryServer
import RegistryTesting
import SchemaCore
import Synchronization
import Testing

/// Log lines for programs.
struct JSONLogHandlerTests {
  private final class Lines: Sendable {
    let lines = Mutex<[String]>([])
    var values: [JSONValue?] { lines.withLock { $0.map { try? JSONParser.parse($0) } } }
    func logger(_ level: Logger.Level = .info) -> Logger {
      var logger = Logger(label: "martlet") { label in
        JSONLogHandler(label: label) { line in self.lines.withLock { $0.append(line) } }
      }
      logger.logLevel = level
      return logger
    }
  }

  @Test("a line is one JSON object with the message, the time and the metadata")
  func line() throws {
    let lines = Lines()
    var logger = lines.logger()
    logger[metadataKey: "a"] = "1"
    logger.warning("two\nlines \"quoted\"", metadata: ["list": ["x", "y"], "map": ["k": "v"], "level": "mine"])
    let text = try #require(lines.lines.withLock { $0.first })
    #expect(text.hasSuffix("}\n") && text.dropLast().allSatisfy { !$0.isNewline })
    let object = try #require(try JSONParser.parse(text).object)
    #expect(object["message"] == "two\nlines \"quoted\"")
    #expect(object["level"] == "warning")
    #expect(object["logger"] == "martlet")
    #expect(object["a"] == "1")
    #expect(object["list"] == ["x", "y"])
    #expect(object["map"] == ["k": "v"])
    let time = try #require(object["time"]?.string)
    #expect(time.wholeMatch(of: /20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d\d\dZ/) != nil)
  }

  @Test("each request is a line with method, path, status, duration and request ID", arguments: [true, false])
  func requests(isLogged: Bool) async throws {
    let lines = Lines()
    let configuration = ServerConfiguration(logsRequests: isLogged)
    try await TestedServer.run(configuration: configuration, logger: lines.logger()) { server in
      _ = try await server.send("GET", "/subjects?deleted=true", headers: [("X-Request-ID", "mine")])
    }
    let requests = lines.values.compactMap { $0?.object }.filter { $0["message"] == "request" }
    #expect(requests.count == (isLogged ? 1 : 0))
    if let request = requests.first {
      #expect(request["method"] == "GET")
      #expect(request["path"] == "/subjects")
      #expect(request["status"] == "200")
      #expect(request["request_id"] == "mine")
      #expect(request["milliseconds"]?.string.flatMap { Double($0) } != nil)
    }
  }
}
