import HTTPTypes
import RegistryTesting
import Testing

@testable import RegistryServer

/// The description of the API in `schemas/api`. Its answers are held against the server by `tools/interop`.
struct DescriptionTests {
  @Test("every route is described, and everything that is described is a route")
  func complete() async throws {
    let registry = try await InProcessRegistry().registry
    let routes = RegistryResponder.table(registry, ServerConfiguration(), RequestMetrics()).endpoints
    let described = Self.endpoints(of: try Fixtures.schema("api/openapi.yaml"))
    #expect(Set(described).subtracting(routes.map(Self.anonymous)) == [])
    #expect(Set(routes.map(Self.anonymous)).subtracting(described) == [])
    #expect(described.count > 40)
  }

  @Test("the server has the description with it")
  func served() async throws {
    try await TestedServer.run { server in
      let answer = try await server.send("GET", "/openapi.yaml")
      #expect(answer.status == 200)
      #expect(answer.headers[.contentType] == "application/yaml")
      #expect(answer.text == (try Fixtures.schema("api/openapi.yaml")))
    }
  }

  @Test("every endpoint is measured under a name of its own or the reference's")
  func names() {
    #expect(EndpointName.of(.head, "/subjects") == "subjects.list")
    #expect(EndpointName.of(.get, "/metrics") == "GET /metrics")
  }

  /// The endpoints of the section `paths`, told by indentation. Methods may be taken over from another path by an alias.
  private static func endpoints(of description: String) -> [String] {
    var endpoints: [String] = []
    var path = "", anchor: Substring?
    var methods: [Substring: [String]] = [:]
    func add(_ method: String) {
      endpoints.append("\(method) \(anonymous(path))")
      if let anchor { methods[anchor, default: []].append(method) }
    }
    let paths = description.split(separator: "\n").drop { $0 != "paths:" }.dropFirst()
    for line in paths.prefix(while: { $0.hasPrefix(" ") }) {
      if let match = line.wholeMatch(of: /\ \ (\/\S*):( [&*](\w+))?/) {
        path = String(match.1)
        anchor = match.2?.hasPrefix(" &") == true ? match.3 : nil
        if match.2?.hasPrefix(" *") == true { for method in methods[match.3 ?? ""] ?? [] { add(method) } }
      } else if let match = line.wholeMatch(of: /\ {4}<<: \*(\w+)/) {
        for method in methods[match.1] ?? [] { add(method) }
      } else if let match = line.wholeMatch(of: /\ {4}(get|put|post|delete):/) {
        add(match.1.uppercased())
      }
    }
    return endpoints
  }

  /// What parameters are called makes no difference.
  private static func anonymous(_ endpoint: String) -> String { endpoint.replacing(/{[^}]*}/, with: "{}") }
}
