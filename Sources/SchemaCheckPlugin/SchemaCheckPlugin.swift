import Foundation
import PackagePlugin

/// `swift package schema-check`: runs `martlet check` with what is given to it, in the package's folder.
///
/// The program is the one that is installed: a package that only checks its schemas need not build a registry for that.
@main struct SchemaCheckPlugin: CommandPlugin {
  func performCommand(context: PluginContext, arguments: [String]) async throws {
    let environment = ProcessInfo.processInfo.environment
    guard let program = Self.program(environment) else {
      Diagnostics.error("martlet is not installed: put it into a folder of PATH, or say in MARTLET where it is")
      return
    }
    let process = Process()
    process.executableURL = program
    process.arguments = ["check"] + arguments
    process.currentDirectoryURL = context.package.directoryURL
    try process.run()
    process.waitUntilExit()
    // What is wrong was said by the program.
    if process.terminationStatus != 0 { exit(process.terminationStatus) }
  }

  private static func program(_ environment: [String: String]) -> URL? {
    if let named = environment["MARTLET"] { return URL(filePath: named) }
    return (environment["PATH"] ?? "").split(separator: ":").map {
      URL(filePath: String($0)).appending(path: "martlet")
    }
    .first { FileManager.default.isExecutableFile(atPath: $0.path(percentEncoded: false)) }
  }
}
