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
    /// Its kind is known to be one that another registry has and that gives out no numbers.
    case kind
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
  /// The record as it was found, as far as it is text: what a copy of the log keeps of it.
  public var original: StoredRecord?

  /// A record of which nothing is left.
  public static func lost(_ reason: String) -> UnreadableRecord {
    UnreadableRecord(part: .row, key: nil, id: nil, reason: reason, original: nil)
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

  /// Kinds of records that other registries write and this one does not keep: what resources subjects are tied to.
  private static let foreignKinds: Set<String> = ["ASSOC"]

  private func unreadable(_ error: RecordCodingError) -> UnreadableRecord {
    do {
      return UnreadableRecord(
        part: .value, key: try readKey(), id: idInValue, reason: error.description, original: self)
    } catch {
      let kind = (try? JSONParser.parse(key))?.object?["keytype"]?.string
      let isForeign = kind.map(Self.foreignKinds.contains) ?? false
      return UnreadableRecord(
        part: isForeign ? .kind : .key, key: nil, id: nil, reason: "\(error): \(Self.excerpt(of: key))", original: self)
    }
  }

  /// The ID in a value that is an object, or the beginning of one.
  private var idInValue: SchemaID? {
    var id: Int32?
    try? Self.read(value ?? "", "value") { (reader) throws(JSONError) in
      while try reader.next() {
        if reader.isNamed("id") { id = try reader.int32() } else { try reader.skip() }
      }
    }
    return id.map(SchemaID.init(rawValue:))
  }

  /// The beginning of a text from outside, fit for a line of a report.
  private static func excerpt(of text: String) -> String {
    let limit = 200
    var excerpt = String.UnicodeScalarView()
    for scalar in text.unicodeScalars.prefix(limit) {
      excerpt.append(scalar.properties.generalCategory == .control ? "\u{FFFD}" : scalar)
    }
    return String(excerpt) + (text.unicodeScalars.count > limit ? "…" : "")
  }
}
