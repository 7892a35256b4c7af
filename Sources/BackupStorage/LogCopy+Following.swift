public import Registry

extension LogCopy {
  /// Whether what is written to the source can be waited for.
  public var canFollow: Bool { source is any SharedRegistryStore }

  /// Goes on copying what is written to the source, until the task is cancelled. Returns at once if it cannot be
  /// followed.
  ///
  /// While one of the stores cannot be reached, it is tried again; what the target has got by then is looked up, so that
  /// nothing is copied twice.
  ///
  /// - Parameters:
  ///   - noting: told what was appended, a page at a time.
  ///   - interruption: told why nothing can be copied for now, and nil when it goes on.
  /// - Throws: `Failure`, when trying again is of no use.
  public mutating func follow(
    _ noting: ([LogEntry]) -> Void = { _ in }, interruption: (StoreError?) -> Void = { _ in }
  ) async throws(Failure) {
    guard let source = source as? any SharedRegistryStore else { return }
    var isInterrupted = false
    while !Task.isCancelled {
      do throws(Failure) {
        if isInterrupted {
          try await resume()
          isInterrupted = false
          interruption(nil)
        } else {
          await source.waitForEntries(from: sourcePosition)
          if Task.isCancelled { return }
        }
        try await copyNews(noting)
      } catch {
        guard let reason = error.unavailability else { throw error }
        if !isInterrupted { interruption(reason) }
        isInterrupted = true
        // Its end is the task's, which the loop looks at.
        try? await Task.sleep(for: .seconds(1))
      }
    }
  }
}

extension LogCopy.Failure {
  /// The error of a store that may be there again soon; nil if this is another failure.
  fileprivate var unavailability: StoreError? {
    switch self {
    case .source(let error), .target(let error): if case .unavailable = error { error } else { nil }
    case .otherContents, .otherWriter: nil
    }
  }
}
