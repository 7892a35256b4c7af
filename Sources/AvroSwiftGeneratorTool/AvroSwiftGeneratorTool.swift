import AvroSwiftGenerator
import FoundationEssentials
import SwiftSource

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Generates Swift source for the build plugin, which calls it as `avro-swift-generator ACCESS OUTPUT SCHEMA…`. People
/// use `martlet generate swift`, which has words for every mistake.
@main enum AvroSwiftGeneratorTool {
  static func main() {
    let arguments = CommandLine.arguments.dropFirst()
    guard arguments.count > 2, let access = SwiftGenerator.Access(rawValue: arguments[1]) else {
      end("expected ACCESS OUTPUT SCHEMA…")
    }
    do {
      let files = try arguments.dropFirst(2).map { path in
        SchemaFile(name: path, text: try String(contentsOf: URL(filePath: path), encoding: .utf8))
      }
      let source = try SwiftGenerator(access: access).source(of: files)
      try source.write(to: URL(filePath: arguments[2]), atomically: true, encoding: .utf8)
    } catch let error as SwiftGeneratorError {
      // In the form in which build tools look for the place.
      end("\(error.file):\(error.message.first?.isNumber == true ? "" : " ")error: \(error.message)")
    } catch {
      end("error: \(error)")
    }
  }

  private static func end(_ message: String) -> Never {
    let line = Array("\(message)\n".utf8)
    _ = write(STDERR_FILENO, line, line.count)
    exit(1)
  }
}
