/// Why no source could be generated.
public struct SwiftGeneratorError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The schema's file.
  public var file: String
  /// What is wrong with it, with line and column if they are known.
  public var message: String

  package init(_ file: String, _ message: String) {
    self.file = file
    self.message = message
  }

  /// `file: message`.
  public var description: String { "\(file): \(message)" }
}
