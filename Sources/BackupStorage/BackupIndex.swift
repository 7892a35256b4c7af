import Registry

/// Where what stands in a backup: found by its members' headers, without unpacking them.
struct BackupIndex: Sendable {
  /// Records that follow each other in the log.
  struct Segment: Hashable, Sendable {
    /// The position of the first one.
    var first: Int64
    /// The position behind the last one.
    var end: Int64
    /// Where their member stands in the file; nil if it cannot be found.
    var place: Range<Int64>?
  }

  /// What the file holds, without a gap.
  private(set) var segments: [Segment] = []
  private(set) var origin: BackupOrigin?
  /// What the end says, and where it begins; nil if the file has none.
  private(set) var end: (end: BackupEnd, offset: Int64)?
  /// What is wrong with the structure, a line each.
  private(set) var problems: [String] = []

  /// How many positions in a row may be lost.
  private static let maximumGap: Int64 = 20_000
  /// How much is read at a time to find the next header.
  private static let searchedBytes = 1 << 20

  /// Where the last record ends.
  private var next: Int64 { segments.last?.end ?? 0 }

  /// Finds its way through a file.
  ///
  /// - Throws: `StoreError`, `.damaged` if the file is no backup, or one in a newer form.
  init(_ input: BackupInput) throws(StoreError) {
    var offset: Int64 = 0
    while offset < input.byteCount, end == nil {
      if let member = try Self.member(in: input, at: offset) {
        try take(member, at: offset, of: input)
        offset += Int64(member.length)
      } else {
        let found = try Self.nextMember(in: input, after: offset)
        if found == nil && offset == 0 { throw .damaged("\(input.path): this is no backup of a registry") }
        problems.append("there is no block where one must begin, at byte \(offset)")
        offset = found ?? input.byteCount
      }
    }
    if origin == nil { problems.append("it does not say whose backup it is") }
    if let end {
      if next < end.end.records { try lose(upTo: end.end.records, in: input) }
      if offset < input.byteCount { problems.append("there are \(input.byteCount - offset) bytes behind its end") }
    } else {
      problems.append("it has no end: it was cut off behind position \(next - 1), or was never finished")
    }
  }

  private mutating func take(_ member: BackupMember, at offset: Int64, of input: BackupInput) throws(StoreError) {
    let place = offset..<offset + Int64(member.length)
    switch member.kind {
    case .origin:
      guard let line = content(at: place, of: input) else { return }
      do {
        origin = try BackupOrigin(line: line)
      } catch {
        throw .damaged("\(input.path): \(error)")
      }
    case .records:
      guard member.first >= next, member.count > 0 else {
        problems.append("the block at byte \(offset) holds records that stood before")
        return
      }
      if member.first > next { try lose(upTo: member.first, in: input) }
      segments.append(Segment(first: member.first, end: member.end, place: place))
    case .end:
      guard let line = content(at: place, of: input) else { return }
      do {
        end = (try BackupEnd(line: line), offset)
      } catch {
        problems.append(error.description)
      }
    }
  }

  /// The text of a member that holds a line.
  private mutating func content(at place: Range<Int64>, of input: BackupInput) -> String? {
    do {
      let bytes = try input.bytes(at: place.lowerBound, count: place.count)
      return String(decoding: try BackupMember.content(of: bytes, at: place.lowerBound), as: UTF8.self)
    } catch {
      problems.append(error.description)
      return nil
    }
  }

  /// Notes that records cannot be found.
  private mutating func lose(upTo end: Int64, in input: BackupInput) throws(StoreError) {
    if end - next > Self.maximumGap {
      throw .damaged(
        "\(input.path): after position \(next - 1) of the log comes \(end): too much is lost; use another backup")
    }
    problems.append("the records of positions \(next) to \(end - 1) are not there")
    segments.append(Segment(first: next, end: end, place: nil))
  }

  private static func member(in input: BackupInput, at offset: Int64) throws(StoreError) -> BackupMember? {
    let header = try input.bytes(at: offset, count: BackupMember.headerLength)
    guard let member = BackupMember(header: header[...]), offset + Int64(member.length) <= input.byteCount else {
      return nil
    }
    return member
  }

  /// The first place after one at which a member begins.
  private static func nextMember(in input: BackupInput, after offset: Int64) throws(StoreError) -> Int64? {
    var start = offset + 1
    while start < input.byteCount {
      // The pieces overlap, as a header may stand across their border.
      let piece = try input.bytes(at: start, count: searchedBytes + BackupMember.headerLength)
      for place in piece.indices.prefix(searchedBytes) where piece[place] == BackupMember.start[0] {
        guard let member = BackupMember(header: piece[place...]) else { continue }
        let found = start + Int64(place)
        if found + Int64(member.length) <= input.byteCount { return found }
      }
      start += Int64(searchedBytes)
    }
    return nil
  }
}
