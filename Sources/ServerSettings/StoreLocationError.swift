/// Why a text names no store.
public struct StoreLocationError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong with it, and what is expected, for people: without a password.
  public var description: String

  init(_ description: String) {
    self.description = description
  }
}
