import Dispatch
public import Registry

/// A backup, read as the log that it was made of. Nothing can be appended to it.
///
/// What cannot be read of it is there as records that say so.
public final class BackupStore: StoreFile {
  /// Whose backup it is; nil if the file does not say so any more.
  public var origin: BackupOrigin? { index.origin }
  /// What the file says about its whole; nil if it was cut off.
  public var end: BackupEnd? { index.end?.end }

  private let input: BackupInput
  private let index: BackupIndex
  private let queue: DispatchQueue

  /// Opens a file.
  ///
  /// - Throws: `StoreError`: `.unavailable` if it cannot be read, `.damaged` if it is no backup, one in a newer form, or
  ///   one of which too much is lost.
  public init(path: String) async throws(StoreError) {
    let queue = DispatchQueue(label: "martlet.backup.reader")
    (input, index) = try await queue.run { () throws(StoreError) in
      let input = try BackupInput(path: path)
      return (input, try BackupIndex(input))
    }
    self.queue = queue
  }

  public func entries(from position: LogPosition, limit: Int) async throws(StoreError) -> [LogEntry] {
    let segment = index.segments.partitioned { $0.end > position.rawValue }
    guard let segment else { return [] }
    let entries = try await queue.run { [input] () throws(StoreError) in try Self.entries(of: segment, in: input) }
    return Array(entries.drop { $0.position < position }.prefix(limit))
  }

  /// The entries of a segment; where they cannot be read, as many that say so.
  private static func entries(of segment: BackupIndex.Segment, in input: BackupInput) throws(StoreError) -> [LogEntry] {
    guard let place = segment.place else { return lost(segment, "its block of the backup is lost") }
    let bytes = try input.bytes(at: place.lowerBound, count: place.count)
    do throws(StoreError) {
      return try entries(of: segment, in: try BackupMember.content(of: bytes, at: place.lowerBound))
    } catch {
      return lost(segment, "\(error)")
    }
  }

  private static func entries(of segment: BackupIndex.Segment, in content: [UInt8]) throws(StoreError) -> [LogEntry] {
    let lines = content.split(separator: UInt8(ascii: "\n"))
    guard Int64(lines.count) == segment.end - segment.first else {
      throw .damaged("the block of position \(segment.first) has \(lines.count) records, which are not all")
    }
    var entries: [LogEntry] = []
    entries.reserveCapacity(lines.count)
    for (line, position) in zip(lines, segment.first...) {
      guard let text = String(validating: line, as: UTF8.self) else {
        throw .damaged("the line of position \(position) is not UTF-8")
      }
      entries.append(try BackupLine.entry(text, at: LogPosition(rawValue: position)))
    }
    return entries
  }

  private static func lost(_ segment: BackupIndex.Segment, _ reason: String) -> [LogEntry] {
    (segment.first..<segment.end).map { position in
      LogEntry(
        position: LogPosition(rawValue: position), timestamp: 0, token: 0, record: .unreadable(.lost(reason)))
    }
  }

  public func append(_ entries: [LogEntry]) async throws(StoreError) {
    throw .unavailable("\(input.path): a backup is not written to; restore it: martlet store restore")
  }

  public func close() async {}

  public func integrityProblems() async throws(StoreError) -> [String] {
    try await queue.run { [input, index] () throws(StoreError) in
      var problems = index.problems
      for case let place? in index.segments.map(\.place) {
        do throws(StoreError) {
          _ = try BackupMember.content(
            of: try input.bytes(at: place.lowerBound, count: place.count), at: place.lowerBound)
        } catch {
          problems.append(error.description)
        }
      }
      if let (end, offset) = index.end, try input.checksum(upTo: offset) != end.checksum {
        problems.append("the checksum of the whole is not the one that its end says")
      }
      return problems
    }
  }
}

extension [BackupIndex.Segment] {
  /// The first segment for which something holds that holds for all after it.
  fileprivate func partitioned(by holds: (BackupIndex.Segment) -> Bool) -> BackupIndex.Segment? {
    var (low, high) = (startIndex, endIndex)
    while low < high {
      let middle = low + (high - low) / 2
      if holds(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low < endIndex ? self[low] : nil
  }
}
