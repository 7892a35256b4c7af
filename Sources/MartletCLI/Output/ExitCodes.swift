import Kafka
import RecordCodec
import Registry
import RegistryClient
import SchemaCore

/// What the command's end says to scripts.
enum ExitCodes: Int32 {
  /// Yes, or nobody wanted to read the rest.
  case done = 0
  /// No: incompatible, invalid, or records that could not be coded.
  case findings = 1
  /// The command line or its input cannot be used.
  case usage = 2
  /// The registry or the broker cannot be reached or does not work, or the service cannot run.
  case unreachable = 3
  /// The registry refuses.
  case refused = 4
}

/// The end of a command that has not done what it was asked for.
struct CommandFailure: Error {
  var code: ExitCodes
  /// A sentence for people; empty if everything was said before.
  var message: String

  init(_ code: ExitCodes, _ message: String) {
    self.code = code
    self.message = message
  }

  init(_ error: ClientError) {
    switch error.kind {
    case .unreachable, .unintelligible: self.init(.unreachable, error.description)
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
}
