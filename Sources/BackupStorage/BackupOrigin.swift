import Registry
import SchemaCore

/// Whose backup a file is.
public struct BackupOrigin: Hashable, Sendable {
  /// The store that it was made of, as it may be shown.
  public var store: String
  /// When it was begun, in milliseconds since 1970-01-01 UTC.
  public var created: Int64
  /// Which program made it.
  public var program: String

  public init(store: String, created: Int64, program: String) {
    self.store = store
    self.created = created
    self.program = program
  }

  /// The newest form of the file that this program knows.
  static let currentFormat: Int32 = 1

  var json: JSONValue {
    [
      "martlet": "backup", "format": .number(JSONNumber(Self.currentFormat)), "store": .string(store),
      "created": .number(JSONNumber(created)), "program": .string(program),
    ]
  }

  /// - Throws: `StoreError.damaged` if the line says nothing of a backup, or of one in a newer form.
  init(line: String) throws(StoreError) {
    guard case .object(let object)? = try? JSONParser.parse(line), object["martlet"] == "backup",
      let format = object["format"]?.number?.int64
    else { throw .damaged("its first block does not say that this is a backup") }
    if format > Int64(Self.currentFormat) {
      throw .damaged("a newer version of Martlet has written it (format \(format)); use that version")
    }
    store = object["store"]?.string ?? ""
    created = object["created"]?.number?.int64 ?? 0
    program = object["program"]?.string ?? ""
  }
}

/// What the end of a backup says about the whole.
public struct BackupEnd: Hashable, Sendable {
  /// How many records there are, which is where the next one of the log would be.
  public var records: Int64
  /// How many of them could not be read in the store.
  public var unreadable: Int64
  /// The marks of the first and the last append, which tell this history from others; 0 where there is none.
  public var firstToken: UInt64
  public var lastToken: UInt64
  /// When the last record was written, in milliseconds since 1970-01-01 UTC.
  public var lastTimestamp: Int64
  /// The SHA-256 of all bytes before the end, in hexadecimal.
  public var checksum: String

  var json: JSONValue {
    [
      "records": .number(JSONNumber(records)), "unreadable": .number(JSONNumber(unreadable)),
      "firstToken": .string(BackupLine.text(firstToken)), "lastToken": .string(BackupLine.text(lastToken)),
      "lastTimestamp": .number(JSONNumber(lastTimestamp)), "sha256": .string(checksum),
    ]
  }

  init() {
    (records, unreadable, firstToken, lastToken, lastTimestamp, checksum) = (0, 0, 0, 0, 0, "")
  }

  /// - Throws: `StoreError.damaged` if the line is none that ends a backup.
  init(line: String) throws(StoreError) {
    guard case .object(let object)? = try? JSONParser.parse(line), let records = object["records"]?.number?.int64,
      let checksum = object["sha256"]?.string
    else { throw .damaged("its last block does not say how many records there must be") }
    self.records = records
    self.checksum = checksum
    unreadable = object["unreadable"]?.number?.int64 ?? 0
    firstToken = object["firstToken"]?.string.flatMap { UInt64($0, radix: 16) } ?? 0
    lastToken = object["lastToken"]?.string.flatMap { UInt64($0, radix: 16) } ?? 0
    lastTimestamp = object["lastTimestamp"]?.number?.int64 ?? 0
  }

  /// Takes in the entry that comes next.
  mutating func note(_ entry: LogEntry) {
    if records == 0 { firstToken = entry.token }
    records += 1
    lastToken = entry.token
    lastTimestamp = entry.timestamp
    if case .unreadable = entry.record { unreadable += 1 }
  }
}
