import Foundation
import Protobuf
import RegistryTesting

/// The compiler of the distribution, as the opinion on `.proto` files. It knows proto2 and proto3.
enum Protoc {
  private static let path = ["/usr/bin/protoc", "/usr/local/bin/protoc"].first {
    FileManager.default.isExecutableFile(atPath: $0)
  }

  /// False where it is not installed; what needs it is skipped then.
  static var isInstalled: Bool { path != nil }

  struct Failure: Error {
    var output: String
  }

  /// The linked files as protoc sees them.
  ///
  /// - Throws: `Failure` if protoc refuses one.
  static func link(_ files: [RandomProto.File]) throws -> [FileDescriptor] {
    let folder = try TemporaryFolder()
    for file in files { _ = try folder.file(file.name, file.text.utf8) }
    let process = Process()
    process.executableURL = URL(filePath: path ?? "protoc")
    process.arguments =
      ["--proto_path=\(folder.path)", "--include_imports", "--descriptor_set_out=\(folder.path)/set"]
      + files.map(\.name)
    let output = Pipe()
    process.standardError = output
    try process.run()
    let text = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw Failure(output: String(decoding: text, as: UTF8.self)) }
    return try DescriptorReader.fileSet(Array(Data(contentsOf: URL(filePath: "\(folder.path)/set"))))
  }
}
