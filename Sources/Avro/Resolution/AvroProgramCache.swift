import SchemaCore
import Synchronization

/// Programs by the schemas that they read with and that was written with, so that each pair is compiled once.
///
/// The cache holds as many pairs as it is told; then the one goes that was asked for longest ago. A pair that cannot be
/// compiled is kept as well, with its error.
public final class AvroProgramCache: Sendable {
  private typealias Outcome = Result<AvroProgram, AvroResolutionError>

  /// A pair of schemas, which are the same if every text and every definition in them is.
  private struct Pair: Hashable {
    let writer: AvroDocument
    let reader: AvroDocument

    static func == (left: Pair, right: Pair) -> Bool {
      isSame(left.writer, right.writer) && isSame(left.reader, right.reader)
    }

    private static func isSame(_ left: AvroDocument, _ right: AvroDocument) -> Bool {
      left.meaning == right.meaning && left.canonicalText.utf8.elementsEqual(right.canonicalText.utf8)
        && left.definitions == right.definitions
    }

    func hash(into hasher: inout Hasher) {
      hasher.combine(writer.meaning)
      hasher.combine(reader.meaning)
    }
  }

  /// The program of a pair, or the place where those wait who ask for it while it is compiled.
  private final class Entry: Sendable {
    private let outcome = Mutex<Outcome?>(nil)

    func program(compiling pair: Pair, _ limits: RecordLimits) throws(AvroResolutionError) -> AvroProgram {
      try outcome.withLock { outcome in
        let known = outcome ?? Self.compiled(pair, limits)
        outcome = known
        return known
      }.get()
    }

    private static func compiled(_ pair: Pair, _ limits: RecordLimits) -> Outcome {
      Outcome { () throws(AvroResolutionError) in
        try AvroProgram(writer: pair.writer, reader: pair.reader, limits: limits)
      }
    }
  }

  private struct Entries {
    var byPair: [Pair: (entry: Entry, lastUse: UInt64)] = [:]
    var uses: UInt64 = 0
  }

  /// How many pairs are kept.
  public let capacity: Int
  /// The limits of every program.
  public let limits: RecordLimits
  private let entries = Mutex(Entries())

  public init(capacity: Int = 1000, limits: RecordLimits = RecordLimits()) {
    self.capacity = max(capacity, 1)
    self.limits = limits
  }

  /// The program that reads records of `writer` as records of `reader`, compiled unless that was done before. Tasks that
  /// ask for the same pair at the same time wait for the one that compiles it.
  ///
  /// - Throws: as `AvroProgram.init(writer:reader:limits:)`.
  public func program(writer: AvroDocument, reader: AvroDocument) throws(AvroResolutionError) -> AvroProgram {
    let pair = Pair(writer: writer, reader: reader)
    return try entry(of: pair).program(compiling: pair, limits)
  }

  /// How many pairs there are.
  var count: Int { entries.withLock { $0.byPair.count } }

  private func entry(of pair: Pair) -> Entry {
    entries.withLock { entries in
      entries.uses += 1
      if let known = entries.byPair[pair]?.entry {
        entries.byPair[pair]?.lastUse = entries.uses
        return known
      }
      if entries.byPair.count >= capacity,
        let oldest = entries.byPair.min(by: { $0.value.lastUse < $1.value.lastUse })
      {
        entries.byPair[oldest.key] = nil
      }
      let entry = Entry()
      entries.byPair[pair] = (entry, entries.uses)
      return entry
    }
  }
}
