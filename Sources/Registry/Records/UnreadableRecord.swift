public import SchemaCore

/// A record of the log that cannot be understood: what is left of it.
///
/// It stands in the log in the place of what was written, and changes nothing but this: the numbers that it may have
/// given out are not given out again.
public struct UnreadableRecord: Hashable, Sendable {
  /// Which part of it cannot be read.
  public enum Part: String, Hashable, Sendable {
    /// There is no row at its position, or none that the store can read.
    case row
    /// The key: it may have been about anything.
    case key
    /// The value: its key says what it was about.
    case value
  }

  /// What cannot be read.
  public var part: Part
  /// What it was about; nil if that cannot be read either.
  public var key: RecordKey?
  /// The ID that it gave to a schema, as far as that can be read.
  public var id: SchemaID?
  /// What is wrong with it, for people.
  public var reason: String

  /// A record of which nothing is left.
  public static func lost(_ reason: String) -> UnreadableRecord {
    UnreadableRecord(part: .row, key: nil, id: nil, reason: reason)
  }

  init(part: Part, key: RecordKey?, id: SchemaID?, reason: String) {
    self.part = part
    self.key = key
    self.id = id
    self.reason = reason
  }
}

extension StoredRecord {
  /// The record, or what is left of it.
  public var readRecord: RegistryRecord {
    do {
      return try record()
    } catch {
      return .unreadable(unreadable(error))
    }
  }

  private func unreadable(_ error: RecordCodingError) -> UnreadableRecord {
    let key: RecordKey
    do {
      key = try readKey()
    } catch {
      return UnreadableRecord(part: .key, key: nil, id: nil, reason: error.description)
    }
    var id: Int32?
    if case .object(let value)? = try? value.map({ try JSONParser.parse($0) }) { id = try? value.storedInt("id") }
    return UnreadableRecord(part: .value, key: key, id: id.map(SchemaID.init(rawValue:)), reason: error.description)
  }
}
