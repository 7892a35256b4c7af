import Foundation
import PackagePlugin

/// Generates Swift types for the `.avsc` files among a target's sources, each time that one of them changes.
@main struct AvroPlugin: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    guard let files = target.sourceModule?.sourceFiles(withSuffix: ".avsc") else { return [] }
    let schemas = files.map(\.url).sorted { $0.path() < $1.path() }
    if schemas.isEmpty { return [] }
    // All schemas go into one file: they may use each other's types.
    let output = context.pluginWorkDirectoryURL.appending(path: "AvroTypes.swift")
    return [
      .buildCommand(
        displayName: "Generate Swift types of \(schemas.count) Avro schemas for \(target.name)",
        executable: try context.tool(named: "avro-swift-generator").url,
        arguments: ["internal", output.path()] + schemas.map { $0.path() }, inputFiles: schemas,
        outputFiles: [output])
    ]
  }
}
