import Glibc
public import Logging
import SchemaCore

/// Writes each log line as one JSON object, for programs that collect logs: `time`, `level`, `logger` and `message`, and
/// the metadata beside them.
public struct JSONLogHandler: LogHandler {
  public var logLevel: Logger.Level = .info
  public var metadata: Logger.Metadata = [:]
  public var metadataProvider: Logger.MetadataProvider?
  private let label: String
  private let write: @Sendable (String) -> Void

  /// - Parameters:
  ///   - label: the name of the logger.
  ///   - write: takes a line, its end included; unless told otherwise it goes to standard error.
  public init(label: String, write: @escaping @Sendable (String) -> Void = JSONLogHandler.writeToStandardError) {
    self.label = label
    self.write = write
  }

  public subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  public func log(event: LogEvent) {
    var members: [String: JSONValue] = [:]
    for (key, value) in metadataProvider?.get() ?? [:] { members[key] = Self.json(value) }
    for (key, value) in metadata { members[key] = Self.json(value) }
    for (key, value) in event.metadata ?? [:] { members[key] = Self.json(value) }
    var object: [JSONObject.Member] = [
      .init(key: "time", value: .string(Self.timestamp())),
      .init(key: "level", value: .string(event.level.rawValue)),
      .init(key: "logger", value: .string(label)),
      .init(key: "message", value: .string(event.message.description)),
    ]
    let reserved = Set(object.map(\.key))
    for (key, value) in members.sorted(by: { $0.key < $1.key }) where !reserved.contains(key) {
      object.append(.init(key: key, value: value))
    }
    write(JSONWriter.text(.object(JSONObject(object))) + "\n")
  }

  private static func json(_ value: Logger.Metadata.Value) -> JSONValue {
    switch value {
    case .string(let text): .string(text)
    case .stringConvertible(let value): .string(value.description)
    case .array(let values): .array(values.map(json))
    case .dictionary(let values):
      .object(JSONObject(values.sorted { $0.key < $1.key }.map { .init(key: $0.key, value: json($0.value)) }))
    }
  }

  /// Now in UTC, as RFC 3339 has it, to the millisecond.
  private static func timestamp() -> String {
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    var parts = tm()
    gmtime_r(&now.tv_sec, &parts)
    func padded(_ number: Int, _ width: Int) -> String {
      let digits = String(number)
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    let date = [parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday].map { padded(Int($0), 2) }
    let time = [parts.tm_hour, parts.tm_min, parts.tm_sec].map { padded(Int($0), 2) }
    let milliseconds = padded(now.tv_nsec / 1_000_000, 3)
    return date.joined(separator: "-") + "T" + time.joined(separator: ":") + ".\(milliseconds)Z"
  }

  /// Writes a line to standard error at once, so that the lines of several threads do not mix.
  public static func writeToStandardError(_ line: String) {
    var rest = Array(line.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR { continue }
      // Where nobody can be told there is nobody to tell it to.
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
    }
  }
}
