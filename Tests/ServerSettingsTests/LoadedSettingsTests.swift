import Logging
import Registry
import RegistryServer
import SchemaCore
import ServerSettings
import Testing

/// Files, environment and command line, and which of them has the last word.
struct LoadedSettingsTests {
  @Test("where nothing is said the defaults hold")
  func defaults() throws {
    let settings = try LoadedSettings().settings
    #expect(settings.listen.description == "127.0.0.1:8081")
    #expect(settings.store == .sqlite(path: "martlet.db"))
    let configuration = settings.configuration(version: "1", availableConnections: 77)
    #expect(configuration.maximumBodyBytes == 10 << 20)
    #expect(configuration.maximumConnections == 77)
    #expect(configuration.crossOrigin == nil)
    #expect(settings.registry.defaultLevel == .backward)
  }

  @Test("the secret of local keys can be set, and is shown nowhere")
  func secret() throws {
    let loaded = try LoadedSettings(environment: ["MARTLET_KEYS_LOCAL_SECRET": "hush"])
    #expect(loaded.settings.localKeySecret == "hush")
    #expect(!loaded.yaml.contains("hush"))
    #expect(loaded.yaml.contains("local-secret: \"***\""), "\(loaded.yaml)")
    #expect(try LoadedSettings().settings.localKeySecret == nil)
  }

  @Test("a local copy is a file, and no file where none is named")
  func localCopy() throws {
    #expect(try LoadedSettings().settings.localCopy == nil)
    let environment = ["MARTLET_LOCAL_COPY": "/srv/copy.db"]
    #expect(try LoadedSettings(environment: environment).settings.localCopy == "/srv/copy.db")
    let file = (text: "local-copy: /srv/copy.db", path: "m.yaml")
    #expect(try LoadedSettings(file: file).settings.localCopy == "/srv/copy.db")
    let none = LoadedSettings.Option(name: "local-copy", value: "", option: "--set")
    #expect(try LoadedSettings(environment: environment, options: [none]).settings.localCopy == nil)
  }

  @Test("options go before the environment, the environment before the file, the file before the defaults")
  func precedence() throws {
    let file = """
      listen: 0.0.0.0:1
      log:
        level: debug
        format: json
      limits.body: 1 KiB
      """
    let environment = ["MARTLET_LISTEN": "0.0.0.0:2", "MARTLET_LOG_LEVEL": "error", "MARTLET_LIMITS_SCHEMA": ""]
    let options = [LoadedSettings.Option(name: "listen", value: "[::1]:3", option: "--listen")]
    let loaded = try LoadedSettings(file: (file, "m.yaml"), environment: environment, options: options)
    #expect(loaded.settings.listen == ListenAddress(host: "::1", port: 3))
    #expect(loaded.settings.logLevel == .error)
    #expect(loaded.settings.logFormat == .json)
    #expect(loaded.settings.configuration(version: "", availableConnections: 1).maximumBodyBytes == 1024)
    #expect(loaded.settings.registry.maximumSchemaBytes == 1 << 20)
    #expect(loaded.yaml.contains("listen: \"[::1]:3\"  # option --listen\n"))
    #expect(loaded.yaml.contains("  level: error  # environment variable MARTLET_LOG_LEVEL\n"))
    #expect(loaded.yaml.contains("  format: json  # m.yaml:4\n"))
    #expect(loaded.yaml.contains("  schema: 1 MiB  # default\n"))
  }

  @Test("what is printed makes the same settings again")
  func roundTrip() throws {
    let options = [
      ("store", "sqlite:/a b/\"c\".db"), ("cors.origins", "https://a.example,*"), ("limits.connections", "9"),
      ("limits.request-time", "1500 ms"), ("cluster.id", "x: y # z"), ("limits.idle-time", "2 min"),
      ("registry.default-level", "full_transitive"), ("registry.mode-changes", "false"),
    ].map { LoadedSettings.Option(name: $0.0, value: $0.1, option: "--set") }
    let loaded = try LoadedSettings(options: options)
    let again = try LoadedSettings(file: (loaded.yaml, "again.yaml"))
    #expect(withoutOrigins(again.yaml) == withoutOrigins(loaded.yaml))
    #expect(
      again.settings.configuration(version: "", availableConnections: 1).crossOrigin?.origins == [
        "https://a.example", "*",
      ])
    #expect(again.settings.registry.defaultLevel == .fullTransitive)
  }

  @Test(
    "what is unknown or no value is refused with its place and what was meant",
    arguments: [
      ("limits:\n  bdy: 1", "m.yaml:2: there is no setting limits.bdy: did you mean limits.body?"),
      ("lisen: a:1", "m.yaml:1: there is no setting lisen: did you mean listen?"),
      ("quite: different", "m.yaml:1: there is no setting quite: martlet serve --help lists all settings"),
      ("log: {level: loud}", "m.yaml:1: log.level cannot be \"loud\": it is one of trace, "),
      ("limits: {body: 0}", "m.yaml:1: limits.body cannot be \"0\": it is a size such as 512 KiB"),
      ("limits: {body: 99999999999999999999 GiB}", "m.yaml:1: limits.body cannot be"),
      ("limits: {idle-time: 3 weeks}", "it is a time such as 500 ms, 30 s or 10 min, at most 24 h"),
      ("listen: 8081", "it is host:port"), ("- a", "m.yaml:1:1: settings are expected here"),
      ("log: loud", "settings are expected here"),
      ("listen: {a: 1}", "m.yaml:1:9: listen is a text or a list of texts"),
      ("a: [", "m.yaml: this is not YAML: "),
    ])
  func refusals(file: String, message: String) {
    let error = #expect(throws: SettingsError.self) { try LoadedSettings(file: (file, "m.yaml")) }
    #expect(error?.description.contains(message) == true, "\(error?.description ?? "")")
  }

  @Test("an empty file, an empty section and lists are understood")
  func shapes() throws {
    #expect(try LoadedSettings(file: ("", "m.yaml")).yaml == LoadedSettings().yaml)
    #expect(try LoadedSettings(file: ("log:\ncors:\n", "m.yaml")).yaml == LoadedSettings().yaml)
    let list = try LoadedSettings(file: ("cors: {origins: [https://a.example, https://b.example]}", "m.yaml"))
    let configuration = list.settings.configuration(version: "", availableConnections: 1)
    #expect(configuration.crossOrigin?.origins == ["https://a.example", "https://b.example"])
  }

  @Test("a variable that is nearly ours is told of, one of another program is not")
  func misspeltVariables() throws {
    let environment = ["MARTLET_LISTN": "x", "MARTLET_SERVICE_HOST": "10.0.0.1", "MARTLET_CONFIG": "c", "OTHER": ""]
    let loaded = try LoadedSettings(environment: environment)
    #expect(loaded.warnings == ["environment variable MARTLET_LISTN is not read: did you mean MARTLET_LISTEN?"])
    let error = #expect(throws: SettingsError.self) { try LoadedSettings(environment: ["MARTLET_LISTEN": "nowhere"]) }
    #expect(error?.description.hasPrefix("environment variable MARTLET_LISTEN: listen cannot be") == true)
  }

  @Test("an option that is unknown is refused")
  func unknownOption() {
    let option = LoadedSettings.Option(name: "log.levle", value: "info", option: "--set")
    let error = #expect(throws: SettingsError.self) { try LoadedSettings(options: [option]) }
    #expect(error?.description == "option --set: there is no setting log.levle: did you mean log.level?")
  }

  @Test("the help names every setting that is printed")
  func help() {
    #expect(LoadedSettings.help.contains("limits.body = 10 MiB\n"))
    #expect(LoadedSettings.help.contains("MARTLET_LIMITS_REQUEST_TIME"))
  }

  private func withoutOrigins(_ yaml: String) -> [Substring] {
    yaml.split(separator: "\n").map { $0.split(separator: "  # ")[0] }
  }
}
