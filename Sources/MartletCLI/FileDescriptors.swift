import Glibc

/// How many files and connections the system lets this process open.
enum FileDescriptors {
  /// Kept for the database, the log and whatever libraries open.
  private static let reserved = 64
  /// More connections than these are no use to a registry.
  private static let maximumConnections = 8192

  /// Asks the system for as many as it gives, and says how many of them connections may take.
  static func availableForConnections() -> Int {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return 512 }
    limit.rlim_cur = min(limit.rlim_max, rlim_t(maximumConnections + reserved))
    // Where it may not be raised, what there is must do.
    setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return 512 }
    return max(16, min(Int(limit.rlim_cur) - reserved, maximumConnections))
  }
}
