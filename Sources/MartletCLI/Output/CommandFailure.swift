import AvroContainer
import Kafka
import RecordCodec
import RegistryClient
import SchemaCore

/// The end of a command that has not done what it was asked for.
struct CommandFailure: Error, Hashable {
  var code: ExitCodes
  /// A sentence for people; empty if everything was said before.
  var message: String

  init(_ code: ExitCodes, _ message: String) {
    self.code = code
    self.message = message
  }

  /// The user has asked for the end, and knows it.
  static let interrupted = CommandFailure(.done, "")

  init(_ error: ClientError) {
    switch error.kind {
    case .unreachable, .unintelligible, .outcomeUnknown, .noToken, .cancelled:
      self.init(.unreachable, error.description)
    case .invalidRequest: self.init(.usage, error.description)
    case .refused(let status, _) where status >= 500: self.init(.unreachable, error.description)
    // A schema or a version that is not there, and a schema that is wrong or too large, are findings; the rest is a
    // refusal.
    case .refused(let status, let code):
      let isFinding = [404, 409, 413].contains(status) || [42201, 42202, 42209].contains(code)
      self.init(isFinding ? .findings : .refused, error.description)
    }
  }

  init(_ error: RecordCodecError) {
    if case .lookup(let error) = error {
      self.init(error)
    } else {
      self.init(.findings, error.description)
    }
  }

  init(_ error: KafkaError) {
    self.init(error.code == .invalidArgument ? .usage : .unreachable, error.description)
  }

  /// A schema that is refused, with the file's name in front of the place.
  init(_ error: SchemaError, in file: String) {
    self.init(.findings, "\(file):\(error.position == nil ? " " : "")\(error)")
  }

  /// A file that cannot be used is no input; one that is damaged is a finding.
  init(_ error: AvroFileError) {
    switch error.kind {
    case .truncated, .malformed, .corrupted, .record, .limit: self.init(.findings, error.description)
    case .system, .notAContainer, .schema, .unknownCodec, .otherSchema, .inUse, .usage:
      self.init(.usage, error.description)
    }
  }

  /// The same with the file's name in front of what is said about its text.
  func located(in file: String) -> CommandFailure {
    code == .findings && !message.isEmpty ? CommandFailure(code, "\(file): \(message)") : self
  }
}
