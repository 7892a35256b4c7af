/// What the opener of a store may do with it.
public enum StoreAccess: Sendable {
  /// Read and append. What the store needs is made where it is missing.
  case full
  /// Read only, also while others append: nothing is made or changed, and no lock is taken.
  case reading
}
