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
