/// Why a store could not do what was asked.
public enum StoreError: Error, Hashable, Sendable, CustomStringConvertible {
  /// Another writer has appended at this position. Nothing of the append is stored.
  case positionTaken(LogPosition)
  /// The store cannot be used now; whether the append is stored is not known and must be looked up.
  case unavailable(String)
  /// The record is larger than the store takes.
  case tooLarge(String)
  /// What is stored cannot be understood; the text says where and what to do.
  case damaged(String)

  public var description: String {
    switch self {
    case .positionTaken(let position): "another writer was first at position \(position) of the log"
    case .unavailable(let reason), .tooLarge(let reason), .damaged(let reason): reason
    }
  }
}
