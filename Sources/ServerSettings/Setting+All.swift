import Logging
import Registry
import RegistryServer
import SchemaCore

extension Setting {
  /// Everything that can be set, in the order in which it is shown.
  static let all: [Setting] = [
    Setting("store", \.store, .store, "Where the registry is kept."),
    Setting(
      "local-copy", \.localCopy, .path,
      "The file with this node's copy of a shared store, to start from and to serve while the store is away."),
    Setting("listen", \.listen, .address, "The address to listen on; port 0 picks a free one."),
    Setting("log.level", \.logLevel, .choice, "How much is logged to standard error."),
    Setting("log.format", \.logFormat, .choice, "Log lines for people or, as JSON, for programs."),
    Setting("log.requests", \.server.logsRequests, .flag, "Whether each request is logged at level info."),
    Setting("registry.default-level", \.registry.defaultLevel, .choice, "The compatibility level where none is set."),
    Setting("registry.mode-changes", \.registry.allowsModeChanges, .flag, "Whether modes may be changed."),
    Setting(
      "registry.inherit-levels", \.registry.inheritsLevels, .flag,
      "Whether a subject whose settings have no level takes the level of its context, and not the default."),
    Setting(
      "registry.search-contexts", \.registry.searchesOtherContexts, .flag,
      "Whether a subject that names no context is also found in others."),
    Setting(
      "registry.reject-empty-subjects", \.registry.rejectsEmptySubjects, .flag,
      "Whether subjects without a name are refused."),
    Setting(
      "registry.reject-conflicting-references", \.registry.rejectsConflictingReferences, .flag,
      "Whether a schema is refused that uses two versions under one name."),
    Setting("limits.body", \.server.maximumBodyBytes, .bytes(upTo: 1 << 30), "The largest request body."),
    Setting("limits.schema", \.registry.maximumSchemaBytes, .bytes(upTo: 1 << 30), "The largest schema."),
    Setting(
      "limits.references", \.registry.maximumReferences, .count(0...100_000),
      "How many schemas one may use, also indirectly."),
    Setting(
      "limits.reference-depth", \.registry.maximumReferenceDepth, .count(1...100),
      "How long chains of references may be."),
    Setting(
      "limits.reference-text", \.registry.maximumReferenceBytes, .bytes(upTo: 1 << 30),
      "How much text one schema may use, also indirectly."),
    Setting(
      "limits.keys", \.registry.maximumKeys, .count(0...10_000_000),
      "How many encryption keys there may be, of those that wrap and of those that are wrapped."),
    Setting("limits.key", \.registry.maximumKeyBytes, .bytes(upTo: 1 << 24), "The largest part of an encryption key."),
    Setting(
      "limits.connections", \.maximumConnections, SettingForm<Int>.count(1...1_000_000).orNil("auto"),
      "How many connections may be open at a time; auto is what the system allows, at most 8192."),
    Setting(
      "limits.request-time", \.server.requestTimeout, .time(upTo: .seconds(86_400)),
      "How long a request may take to arrive, to be answered, and to be read."),
    Setting(
      "limits.idle-time", \.server.idleTimeout, .time(upTo: .seconds(86_400)),
      "How long a connection may be silent before it is closed."),
    Setting(
      "limits.shutdown-time", \.shutdownTimeout, .time(upTo: .seconds(3_600)),
      "How long requests under way may take when the server ends."),
    Setting(
      "http.legacy-answers", \.server.sendsLegacyAnswers, .flag,
      "Whether answers are those of older registries, for clients that refuse newer ones."),
    Setting("http.compression", \.server.compressesAnswers, .flag, "Whether answers are packed by gzip when asked."),
    Setting(
      "cors.origins", \.crossOrigin.origins, .list, "The origins whose web pages may use the registry; * for all."),
    Setting("cors.methods", \.crossOrigin.methods, .list, "The methods that such pages may use."),
    Setting("cors.request-headers", \.crossOrigin.requestHeaders, .list, "The headers that they may send."),
    Setting("cors.exposed-headers", \.crossOrigin.exposedHeaders, .list, "The headers that they may read."),
    Setting(
      "cors.max-age", \.crossOrigin.maximumAge, .time(upTo: .seconds(86_400)),
      "How long browsers may remember these answers."),
    Setting(
      "keys.local-secret", \.localKeySecret, .secret,
      "The secret of local-kms, a key service for trials, for keys that bring none of their own."),
    Setting("cluster.id", \.server.registryCluster, .text, "The name of this group of registries."),
    Setting("cluster.kafka-id", \.server.kafkaCluster, .text, "The ID of the Kafka cluster that it belongs to."),
  ]
}

extension SettingForm where Value == StoreLocation {
  fileprivate static let store = SettingForm(
    expected: StoreLocation.forms, read: { try? StoreLocation($0) }, text: { $0.description },
    problem: { text in
      do throws(StoreLocationError) {
        _ = try StoreLocation(text)
        return nil
      } catch {
        return error.description
      }
    })
}

extension SettingForm where Value == ListenAddress {
  fileprivate static let address = SettingForm(
    expected: "host:port", read: { ListenAddress($0) }, text: { $0.description })
}
