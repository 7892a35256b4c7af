public import Logging

/// What to do with records that cannot be decoded ("poison pills").
public enum UndecodablePolicy: Sendable {
  /// Hand them out as ``ConsumedRecord/undecodable(_:_:)``.
  case yield

  /// End with an error. The record is not marked, so it comes again after a restart.
  case fail

  /// Log their places and the reasons, never their contents, and go on with the next record.
  case skip(Logger)

  /// Write them to another topic with headers that say why, and go on when that is acknowledged.
  case deadLetter(DeadLetterTopic)
}
