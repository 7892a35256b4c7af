import ArgumentParser
import Foundation
import RegistryTesting
import Testing
import Yams

@testable import MartletCLI
@testable import ServerSettings

/// The files in `tools/deploy`, held against what the binary knows.
@Suite struct DeploymentTests {
  private static let files = ["Containerfile", "compose.yaml", "kubernetes.yaml", "martlet.service"]

  private static func text(_ name: String) throws -> String {
    try String(contentsOf: URL(filePath: Fixtures.folder("tools/deploy/\(name)")), encoding: .utf8)
  }

  private static func documents(_ name: String) throws -> [Node] { Array(try Yams.compose_all(yaml: try text(name))) }

  @Test("variables that are set are read", arguments: files)
  func variables(_ file: String) throws {
    let known = Set(Setting.all.map(\.environmentName))
    let named = try Self.text(file).matches(of: /MARTLET_[A-Z_]+/).map { String($0.output) }
    #expect(!named.isEmpty)
    for name in named { #expect(known.contains(name), "\(file): \(name)") }
  }

  @Test("values that are set are taken")
  func values() throws {
    let texts = try Self.files.map(Self.text).joined(separator: "\n")
    let set = texts.matches(of: /(MARTLET_[A-Z_]+)(?:=|: )([^\s"']+)/)
    #expect(set.count > 5)
    for match in set {
      let environment = [String(match.output.1): String(match.output.2)]
      #expect(throws: Never.self, "\(environment)") { try LoadedSettings(environment: environment) }
    }
  }

  @Test("commands that are run are understood")
  func commands() throws {
    var calls = try Self.text("martlet.service").matches(of: /ExecStart=\/usr\/local\/bin\/martlet (.+)/).map {
      $0.output.1.split(separator: " ").map(String.init)
    }
    let command = try #require(try Self.text("Containerfile").firstMatch(of: /CMD (\[.+\])/))
    calls.append(try YAMLDecoder().decode([String].self, from: String(command.output.1)))
    for document in try Self.documents("kubernetes.yaml") {
      let containers = document["spec"]?["template"]?["spec"]?["containers"]?.sequence ?? []
      calls += containers.map { $0["args"]?.sequence?.compactMap(\.string) ?? [] }
    }
    #expect(calls.count == 3)
    for call in calls {
      let command = try MartletCommand.parseAsRoot(call)
      #expect(command is Serve, "\(call)")
    }
  }

  @Test("probes ask for what the API has")
  func probes() throws {
    let paths = try Fixtures.schema("api/openapi.yaml")
    let probed = try Self.text("kubernetes.yaml").matches(of: /path: (\S+),/).map { String($0.output.1) }
    #expect(probed == ["/health/startup", "/health/live", "/health/ready"])
    for path in probed { #expect(paths.contains("\n  \(path):"), "\(path)") }
  }

  @Test("the port that is listened on is the one that is published")
  func ports() throws {
    let texts = try Self.files.map(Self.text).joined(separator: "\n")
    let listened = Set(texts.matches(of: /0\.0\.0\.0:(\d+)/).map { String($0.output.1) })
    #expect(listened == ["8081"])
    let published = texts.matches(of: /(?:EXPOSE |containerPort: |port: |127\.0\.0\.1:808\d:)(\d+)/).map {
      String($0.output.1)
    }
    #expect(published.count >= 6)
    #expect(Set(published) == listened)
  }

  @Test("the system waits longer for the end than the server does")
  func shutdown() throws {
    let limit = ServerSettings().shutdownTimeout
    let unit = try #require(try Self.text("martlet.service").firstMatch(of: /TimeoutStopSec=(\d+)/))
    let pod = try #require(try Self.text("kubernetes.yaml").firstMatch(of: /terminationGracePeriodSeconds: (\d+)/))
    for seconds in [unit.output.1, pod.output.1] {
      let given = try #require(Int(seconds))
      #expect(Duration.seconds(given) > limit)
    }
  }
}
