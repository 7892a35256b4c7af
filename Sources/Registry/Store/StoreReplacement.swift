/// A store whose whole log can be replaced by another one at once, as it is when a backup is restored.
public protocol ReplaceableStore: RegistryStore {
  /// An empty log beside the present one, which stays as it is until the new one takes its place.
  ///
  /// - Throws: `StoreError`.
  func makeReplacement() async throws(StoreError) -> any StoreReplacement
}

/// A log that is to take the place of another one. Closed without having done so, it leaves nothing behind.
public protocol StoreReplacement: RegistryStore {
  /// Puts this log in the place of the other one, wholly or not at all. Afterwards both stores can only be closed.
  ///
  /// - Throws: `StoreError`.
  func takePlace() async throws(StoreError)
}

/// A store in a file that can be looked at beyond its entries.
public protocol StoreFile: RegistryStore {
  /// What is wrong with the structure of the file, a line each.
  ///
  /// - Throws: `StoreError` if the file is so damaged that it cannot be looked at.
  func integrityProblems() async throws(StoreError) -> [String]
}
