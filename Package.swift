// swift-tools-version: 6.2
import Foundation
import PackageDescription

// Warnings are errors where the project is checked, and only there: a user's newer compiler may know more of them.
let isChecked = ProcessInfo.processInfo.environment["MARTLET_WARNINGS_AS_ERRORS"] == "1"

let strict: [SwiftSetting] =
  [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
  ] + (isChecked ? [.treatAllWarnings(as: .error)] : [])

/// One module of ours: what it may import is what stands in `dependencies`, and nothing else compiles.
func module(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

func tests(
  of name: String, _ dependencies: [Target.Dependency] = [], plugins: [Target.PluginUsage]? = nil
) -> Target {
  .testTarget(name: name + "Tests", dependencies: dependencies, swiftSettings: strict, plugins: plugins)
}

extension Target.Dependency {
  static let argumentParser = product(name: "ArgumentParser", package: "swift-argument-parser")
  static let asyncHTTPClient = product(name: "AsyncHTTPClient", package: "async-http-client")
  static let crypto = product(name: "Crypto", package: "swift-crypto")
  static let grdb = product(name: "GRDB", package: "GRDB.swift")
  static let sqlite = product(name: "GRDBSQLite", package: "GRDB.swift")
  static let hashTrees = product(name: "HashTreeCollections", package: "swift-collections")
  static let httpTypes = product(name: "HTTPTypes", package: "swift-http-types")
  static let hummingbird = product(name: "Hummingbird", package: "hummingbird")
  static let hummingbirdCore = product(name: "HummingbirdCore", package: "hummingbird")
  static let hummingbirdTesting = product(name: "HummingbirdTesting", package: "hummingbird")
  static let coreMetrics = product(name: "CoreMetrics", package: "swift-metrics")
  static let metricsTestKit = product(name: "MetricsTestKit", package: "swift-metrics")
  static let logging = product(name: "Logging", package: "swift-log")
  static let nio = product(name: "NIOCore", package: "swift-nio")
  static let nioEmbedded = product(name: "NIOEmbedded", package: "swift-nio")
  static let nioHTTPTypes = product(name: "NIOHTTPTypes", package: "swift-nio-extras")
  static let nioPosix = product(name: "NIOPosix", package: "swift-nio")
  static let nioSSL = product(name: "NIOSSL", package: "swift-nio-ssl")
  static let nioHTTP1 = product(name: "NIOHTTP1", package: "swift-nio")
  static let yams = product(name: "Yams", package: "Yams")
  static let unixSignals = product(name: "UnixSignals", package: "swift-service-lifecycle")
  static let swiftProtobuf = product(name: "SwiftProtobuf", package: "swift-protobuf")
  static let serviceLifecycle = product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
}

// What only the benchmarks need is built only for them.
let isBenchmarked = ProcessInfo.processInfo.environment["MARTLET_BENCH"] == "1"
// Set once the types of the workloads have been generated.
let workloadTypes: [SwiftSetting] =
  ProcessInfo.processInfo.environment["MARTLET_BENCH_TYPES"] == "1" ? [.define("WORKLOAD_TYPES")] : []
let benchmarks: [Target] =
  isBenchmarked
  ? [
    .executableTarget(
      name: "BareServer", dependencies: [.hummingbird, .nio], path: "tools/bench/BareServer", swiftSettings: strict),
    .target(name: "BenchHarness", path: "tools/bench/BenchHarness", swiftSettings: strict),
    .executableTarget(
      name: "CodecBench", dependencies: ["Avro", "AvroContainer", "BenchHarness"], path: "tools/bench/CodecBench",
      swiftSettings: strict + workloadTypes),
    .executableTarget(
      name: "JSONSchemaBench", dependencies: ["JSONSchema", "SchemaCore", "BenchHarness"],
      path: "tools/bench/JSONSchemaBench", swiftSettings: strict),
    .executableTarget(
      name: "ProtobufBench", dependencies: ["Protobuf", "SchemaCore", "BenchHarness"],
      path: "tools/bench/ProtobufBench", swiftSettings: strict),
    .executableTarget(
      name: "SerdeBench",
      dependencies: ["Avro", "Kafka", "KafkaRecords", "RecordCodec", "RegistryClient", "SchemaCore", "BenchHarness"],
      path: "tools/bench/SerdeBench", swiftSettings: strict + workloadTypes),
    .executableTarget(
      name: "SwiftProtobufBench", dependencies: ["BenchHarness", .swiftProtobuf],
      path: "tools/bench/SwiftProtobufBench", swiftSettings: strict + workloadTypes),
  ] : []

let package = Package(
  name: "martlet",
  products: [
    .executable(name: "martlet", targets: ["MartletCLI"]),
    .library(name: "SchemaCore", targets: ["SchemaCore"]),
    .library(name: "Avro", targets: ["Avro"]),
    .library(name: "AvroContainer", targets: ["AvroContainer"]),
    .library(name: "Protobuf", targets: ["Protobuf"]),
    .library(name: "JSONSchema", targets: ["JSONSchema"]),
    .plugin(name: "AvroPlugin", targets: ["AvroPlugin"]),
    .plugin(name: "SchemaCheckPlugin", targets: ["SchemaCheckPlugin"]),
    .library(name: "Registry", targets: ["Registry"]),
    .library(name: "RegistryClient", targets: ["RegistryClient"]),
    .library(name: "RegistryServer", targets: ["RegistryServer"]),
    .library(name: "RecordCodec", targets: ["RecordCodec"]),
    .library(name: "SwiftProtobufRecords", targets: ["SwiftProtobufRecords"]),
    .library(name: "Kafka", targets: ["Kafka"]),
    .library(name: "KafkaService", targets: ["KafkaService"]),
    .library(name: "KafkaRecords", targets: ["KafkaRecords"]),
    .library(name: "RegistryTesting", targets: ["RegistryTesting"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/apple/swift-collections", exact: "1.6.0"),
    .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
    .package(url: "https://github.com/apple/swift-http-types", exact: "1.8.0"),
    .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
    .package(url: "https://github.com/apple/swift-metrics", exact: "2.13.0"),
    .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-extras", exact: "1.35.2"),
    .package(url: "https://github.com/apple/swift-nio-ssl", exact: "2.37.6"),
    .package(url: "https://github.com/apple/swift-protobuf", exact: "1.39.0"),
    .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1"),
    .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
    .package(url: "https://github.com/swift-server/async-http-client", exact: "1.37.0"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", exact: "2.13.0"),
  ],
  targets: [
    // Base and formats
    module("SchemaCore"),
    module("Avro", ["SchemaCore"]),
    module("Protobuf", ["SchemaCore"]),
    .systemLibrary(name: "CPCRE2", pkgConfig: "libpcre2-8", providers: [.apt(["libpcre2-dev"])]),
    module("JSONSchema", ["SchemaCore", "CPCRE2"]),

    // What is built on Avro's codec
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CSnappy", pkgConfig: "snappy", providers: [.apt(["libsnappy-dev"])]),
    .systemLibrary(name: "CZstd", pkgConfig: "libzstd", providers: [.apt(["libzstd-dev"])]),
    module("Zlib", ["CZlib"]),
    module("AvroContainer", ["Avro", "SchemaCore", "Zlib", "CSnappy", "CZstd"]),
    module("AvroSwiftGenerator", ["Avro", "SchemaCore", "SwiftSource"]),
    .executableTarget(
      name: "avro-swift-generator", dependencies: ["AvroSwiftGenerator", "SwiftSource"],
      path: "Sources/AvroSwiftGeneratorTool",
      swiftSettings: strict),
    .plugin(
      name: "AvroPlugin", capability: .buildTool(), dependencies: ["avro-swift-generator"], path: "Sources/AvroPlugin"),
    module("SwiftSource"),
    module("JSONSchemaSwiftGenerator", ["JSONSchema", "SchemaCore", "SwiftSource"]),
    module("CSV"),
    module("SchemaInference", ["Avro", "SchemaCore"]),

    // What is said about schemas
    module("SchemaReports", ["SchemaCore"]),

    // Domain
    module("Registry", ["SchemaCore", .hashTrees, .crypto]),

    // A folder of schemas and a registry
    module("SchemaSets", ["Registry", "SchemaCore", "SchemaReports", .crypto, .yams]),

    // Contract between client and server
    module("RegistryAPI", ["SchemaCore"]),

    // Edges
    module("SQLiteStorage", ["Registry", .grdb, .sqlite]),
    .systemLibrary(name: "CPostgres", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
    module("PostgresStorage", ["Registry", "CPostgres"]),
    module("BackupStorage", ["Registry", "SchemaCore", "Zlib", .crypto]),
    // The description of the API, taken in as it is.
    .target(name: "CAPIDescription"),
    module(
      "RegistryServer",
      [
        "Registry", "RegistryAPI", "SchemaCore", "Zlib", "CAPIDescription", .hummingbird, .hummingbirdCore, .httpTypes,
        .logging, .nio, .nioHTTP1, .nioHTTPTypes, .serviceLifecycle,
      ]),
    module("ServerSettings", ["RegistryServer", "Registry", "SchemaCore", .logging, .yams]),
    module(
      "RegistryClient",
      ["SchemaCore", "RegistryAPI", .asyncHTTPClient, .crypto, .nio, .nioHTTP1, .nioPosix, .nioSSL]),
    module("RecordCodec", ["SchemaCore", "RegistryClient", "Zlib"]),
    module("SwiftProtobufRecords", ["SchemaCore", "Protobuf", .swiftProtobuf]),
    .systemLibrary(name: "CKafka", pkgConfig: "rdkafka", providers: [.apt(["librdkafka-dev"])]),
    module("Kafka", ["CKafka"]),
    module("KafkaStorage", ["Kafka", "Registry"]),
    module("MirroredStorage", ["Registry", "SQLiteStorage"]),
    module("KafkaService", ["Kafka", "SchemaCore", .coreMetrics, .logging, .serviceLifecycle]),
    module("KafkaRecords", ["Kafka", "KafkaService", "RecordCodec", "RegistryClient", "SchemaCore", .logging]),
    .executableTarget(
      name: "MartletCLI",
      dependencies: [
        "SchemaCore", "Avro", "AvroContainer", "AvroSwiftGenerator", "JSONSchemaSwiftGenerator", "SwiftSource",
        "Protobuf",
        "JSONSchema", "CSV", "SchemaInference", "SchemaReports", "SchemaSets", "Registry",
        "RegistryAPI", "SQLiteStorage", "PostgresStorage", "KafkaStorage", "MirroredStorage", "BackupStorage",
        "RegistryServer", "ServerSettings",
        "RegistryClient",
        "RecordCodec", "Kafka",
        .argumentParser,
        .logging, .serviceLifecycle, .unixSignals,
      ],
      swiftSettings: strict),
    .plugin(
      name: "SchemaCheckPlugin",
      capability: .command(
        intent: .custom(verb: "schema-check", description: "Tells whether the package's schemas may change as they do.")
      ),
      path: "Sources/SchemaCheckPlugin"),

    // Second opinions and test support
    .systemLibrary(name: "CAvro", pkgConfig: "avro-c", providers: [.apt(["libavro-dev"])]),
    .systemLibrary(name: "CProtobufC", pkgConfig: "libprotobuf-c", providers: [.apt(["libprotobuf-c-dev"])]),
    module("ReferenceCodecs", ["CAvro", "CProtobufC"]),
    module(
      "RegistryTesting",
      ["Registry", "RegistryServer", "RegistryClient", "Avro", "Protobuf", "JSONSchema", "SchemaCore"]),

    tests(of: "SchemaCore", ["SchemaCore"]),
    tests(of: "Avro", ["Avro", "SchemaCore", "ReferenceCodecs", "RegistryTesting", .crypto]),
    tests(of: "Protobuf", ["Protobuf", "SchemaCore", "ReferenceCodecs", "RegistryTesting"]),
    tests(of: "JSONSchema", ["JSONSchema", "SchemaCore", "RegistryTesting"]),
    tests(of: "AvroContainer", ["AvroContainer", "Avro", "SchemaCore", "ReferenceCodecs", "RegistryTesting"]),
    tests(of: "AvroSwiftGenerator", ["AvroSwiftGenerator", "SwiftSource", "RegistryTesting"]),
    tests(
      of: "JSONSchemaSwiftGenerator",
      ["JSONSchemaSwiftGenerator", "JSONSchema", "SchemaCore", "SwiftSource", "RegistryTesting"]),
    tests(of: "AvroGenerated", ["Avro", "SchemaCore"], plugins: ["AvroPlugin"]),
    tests(of: "CSV", ["CSV"]),
    tests(of: "SchemaInference", ["SchemaInference", "Avro", "SchemaCore"]),
    tests(of: "SchemaReports", ["SchemaReports", "SchemaCore"]),
    tests(
      of: "SchemaSets",
      ["SchemaSets", "SchemaReports", "Registry", "Avro", "JSONSchema", "Protobuf", "SchemaCore", "RegistryTesting"]),
    tests(of: "Registry", ["Registry", "Avro", "Protobuf", "JSONSchema", "SchemaCore", "RegistryTesting"]),
    tests(
      of: "Store",
      [
        "Registry", "SQLiteStorage", "PostgresStorage", "KafkaStorage", "MirroredStorage", "BackupStorage", "Kafka",
        "Avro", "Protobuf", "JSONSchema", "SchemaCore", "RegistryTesting", "Zlib", .grdb,
      ]),
    tests(
      of: "RegistryServer",
      [
        "RegistryServer", "Registry", "RegistryAPI", "SchemaCore", "RegistryTesting", .hummingbird, .hummingbirdTesting,
        .httpTypes, .logging, .nio, .nioEmbedded, .nioHTTP1, .nioHTTPTypes, .serviceLifecycle,
      ]),
    tests(of: "ServerSettings", ["ServerSettings", "RegistryServer", "Registry", "SchemaCore", .logging]),
    tests(
      of: "RegistryClient",
      ["RegistryClient", "RegistryAPI", "SchemaCore", "RegistryTesting", .nio, .nioHTTP1, .nioPosix, .nioSSL]),
    tests(
      of: "SwiftProtobufRecords",
      [
        "SwiftProtobufRecords", "RecordCodec", "RegistryClient", "Protobuf", "SchemaCore", "RegistryTesting",
        .swiftProtobuf,
      ]),
    tests(
      of: "RecordCodec",
      [
        "RecordCodec", "RegistryClient", "RegistryAPI", "Avro", "Protobuf", "JSONSchema", "SchemaCore", "Zlib",
        "RegistryTesting",
      ]),
    tests(of: "Kafka", ["Kafka", "RegistryTesting"]),
    tests(
      of: "KafkaService",
      ["KafkaService", "Kafka", .coreMetrics, .logging, .metricsTestKit, .serviceLifecycle]),
    tests(
      of: "KafkaRecords",
      [
        "KafkaRecords", "KafkaService", "Kafka", "RecordCodec", "RegistryClient", "Avro", "JSONSchema", "Protobuf",
        "SchemaCore", "RegistryTesting", .logging, .serviceLifecycle, .unixSignals,
      ]),
    tests(
      of: "MartletCLI",
      [
        "MartletCLI", "Avro", "BackupStorage", "Kafka", "Protobuf", "RecordCodec", "Registry", "RegistryClient",
        "RegistryTesting", "SQLiteStorage", "SchemaCore", "SchemaReports", "SchemaSets", "ServerSettings",
        .argumentParser, .yams,
      ]),
    tests(
      of: "EndToEnd",
      [
        "MartletCLI", "Kafka", "ReferenceCodecs", "Registry", "RegistryAPI", "RegistryClient", "RegistryTesting",
        "SQLiteStorage", "SchemaCore", .grdb,
      ]),
  ] + benchmarks
)
