/// Something that a schema says and the generated types do not.
public struct GeneratorNote: Hashable, Sendable, CustomStringConvertible {
  /// The file's name and a JSON pointer into it.
  public var place: String
  /// What is not said, in a sentence.
  public var message: String

  init(_ place: String, _ message: String) {
    self.place = place
    self.message = message
  }

  /// `place: message`.
  public var description: String { "\(place): \(message)" }
}
