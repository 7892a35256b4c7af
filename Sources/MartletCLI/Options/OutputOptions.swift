import ArgumentParser
import SchemaCore

/// For whom a command's results are written.
struct OutputOptions: ParsableArguments {
  enum Format: String, CaseIterable, ExpressibleByArgument {
    case text
    case json
  }

  @Option(name: .shortAndLong, help: "For people (text) or for programs (json).")
  var output: Format = .text

  /// Prints the one or the other.
  func print(text: @autoclosure () -> String, json: @autoclosure () -> JSONValue) async throws(CommandFailure) {
    switch output {
    case .text: try await OutputBuffer.print(text())
    case .json: try await OutputBuffer.print(JSONWriter.text(json(), style: .pretty))
    }
  }

  /// Prints a list, one item a line; for an empty list nothing.
  func print(list: [String]) async throws(CommandFailure) {
    if output == .text && list.isEmpty { return }
    try await print(text: list.joined(separator: "\n"), json: .array(list.map(JSONValue.string)))
  }
}
