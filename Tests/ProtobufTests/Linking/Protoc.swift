import Foundation
import RegistryTesting

@testable import Protobuf

/// The compiler of the distribution, where it is installed. It knows proto2 and proto3; one that knows editions may be
/// named in the environment as `PROTOC`.
enum Protoc {
  private static let path = ["/usr/bin/protoc", "/usr/local/bin/protoc", newerPath].compactMap(\.self)
    .first { FileManager.default.isExecutableFile(atPath: $0) }
  private static let newerPath = ProcessInfo.processInfo.environment["PROTOC"]

  /// False where it is not installed; what needs it is skipped then.
  static var isInstalled: Bool { path != nil }

  /// What protoc makes of files, the last of which is compiled.
  ///
  /// - Returns: The last file, linked; or what protoc says against it.
  static func compile(_ files: [(name: String, text: String)]) async throws -> Result<FileDescriptor, Refusal> {
    try await compile(files, by: path ?? "protoc")
  }

  /// The same, but what the compiler of the distribution refuses is given to the newer one, if there is one.
  static func compileByNewest(_ files: [(name: String, text: String)]) async throws -> Result<FileDescriptor, Refusal> {
    let compiled = try await compile(files)
    guard case .failure = compiled, let newerPath else { return compiled }
    // It leaves out options that are not meant for the run time, unless it is told not to.
    return try await compile(files, by: newerPath, ["--retain_options"])
  }

  private static func compile(
    _ files: [(name: String, text: String)], by path: String, _ options: [String] = []
  ) async throws -> Result<FileDescriptor, Refusal> {
    let folder = try TemporaryFolder()
    for file in files { _ = try folder.file(file.name, file.text.utf8) }
    let errors = folder.path + "/errors"
    let ending = try await ChildProcess.ending(
      of: [path] + options + [
        "--proto_path=\(folder.path)", "--include_imports", "--descriptor_set_out=\(folder.path)/set",
        files.last?.name ?? "",
      ], streams: .init(errors: errors))
    guard ending == .exited(0) else {
      return .failure(Refusal(text: try String(contentsOf: URL(filePath: errors), encoding: .utf8)))
    }
    let linked = try DescriptorReader.fileSet(Array(Data(contentsOf: URL(filePath: "\(folder.path)/set"))))
    return linked.last.map { .success($0) } ?? .failure(Refusal(text: "no file"))
  }

  struct Refusal: Error {
    var text: String
  }
}
