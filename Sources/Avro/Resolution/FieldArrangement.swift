/// How a record's fields come from the writer's order into the reader's.
///
/// Slots must stand in the reader's order, bytes come in the writer's. A field that has no bytes, because its value is a
/// default, goes with the field in front of it. Rows of fields whose order is the same on both sides stay together, and
/// only where rows really change places are they moved.
struct FieldArrangement {
  enum Step: Hashable {
    case read(writer: Int, reader: Int)
    /// Writer's fields that the reader does not have.
    case skip(writer: Range<Int>)
    /// Reader's fields that the writer does not have.
    case defaults(reader: Range<Int>)
    /// Rows begin that will be moved; or the next of them, where only the record tells how long the last one was.
    case mark
    case permute(Permutation)
  }

  /// A new order for the last rows.
  struct Permutation: Hashable {
    /// How many marks were made for them.
    var markCount = 0
    /// The number of slots of each row; nil where only the record tells. There is a mark behind each of the latter but
    /// the last.
    var sizes: [Int?]
    /// Which of the rows comes first, second and so on.
    var order: [Int]
  }

  private(set) var steps: [Step] = []

  /// A reader's field that is read, together with the fields around it that are not.
  private struct Chunk {
    var writer: Int
    var reader: Int
    var fields: Range<Int>
  }

  /// - Parameters:
  ///   - sources: for each of the reader's fields the writer's field that it is read from; nil for a default.
  ///   - writerCount: how many fields the writer has.
  ///   - sizes: how many slots each of the reader's fields takes; nil where only the record tells.
  init(sources: [Int?], writerCount: Int, sizes: [Int?]) {
    let chunks = Self.chunks(of: sources)
    // Ranks: the reader's order. The order of this array: the writer's.
    let ranks = chunks.indices.sorted { chunks[$0].writer < chunks[$1].writer }
    let blocks = Self.blocks(of: ranks)
    var next = 0
    for rows in blocks {
      let rowSizes = rows.map { row in
        ranks[row].reduce(0) { sum, rank in sizes[chunks[rank].fields].reduce(sum) { Self.sum($0, $1) } }
      }
      let lastOpen = rowSizes.lastIndex(of: nil)
      var markCount = 0
      for (place, row) in rows.enumerated() {
        let isBehindOpen = place > 0 && rowSizes[place - 1] == nil && place - 1 != lastOpen
        if rows.count > 1, isBehindOpen || place == 0 && lastOpen != nil {
          steps.append(.mark)
          markCount += 1
        }
        for rank in ranks[row] {
          appendSkip(next..<chunks[rank].writer)
          append(chunks[rank])
          next = chunks[rank].writer + 1
        }
      }
      if rows.count > 1 {
        let firsts = rows.map { ranks[$0.lowerBound] }
        let order = rows.indices.sorted { firsts[$0] < firsts[$1] }
        steps.append(.permute(Permutation(markCount: markCount, sizes: rowSizes, order: order)))
      }
    }
    appendSkip(next..<writerCount)
    if chunks.isEmpty { appendDefaults(0..<sources.count) }
  }

  private static func sum(_ left: Int?, _ right: Int?) -> Int? {
    if let left, let right { left + right } else { nil }
  }

  private static func chunks(of sources: [Int?]) -> [Chunk] {
    var chunks: [Chunk] = []
    for (reader, source) in sources.enumerated() {
      if let writer = source {
        let first = chunks.isEmpty ? 0 : reader
        chunks.append(Chunk(writer: writer, reader: reader, fields: first..<reader + 1))
      } else if let last = chunks.indices.last {
        chunks[last].fields = chunks[last].fields.lowerBound..<reader + 1
      }
    }
    return chunks
  }

  /// The shortest parts of a permutation that only change places within themselves, each in rows that are in order.
  private static func blocks(of ranks: [Int]) -> [[Range<Int>]] {
    var blocks: [[Range<Int>]] = []
    var rows: [Range<Int>] = []
    var highest = -1
    for (place, rank) in ranks.enumerated() {
      if let row = rows.last, ranks[place - 1] + 1 == rank {
        rows[rows.count - 1] = row.lowerBound..<place + 1
      } else {
        rows.append(place..<place + 1)
      }
      highest = max(highest, rank)
      if highest == place {
        blocks.append(rows)
        rows = []
      }
    }
    return blocks
  }

  private mutating func append(_ chunk: Chunk) {
    appendDefaults(chunk.fields.lowerBound..<chunk.reader)
    steps.append(.read(writer: chunk.writer, reader: chunk.reader))
    appendDefaults(chunk.reader + 1..<chunk.fields.upperBound)
  }

  private mutating func appendDefaults(_ fields: Range<Int>) {
    if !fields.isEmpty { steps.append(.defaults(reader: fields)) }
  }

  private mutating func appendSkip(_ fields: Range<Int>) {
    if !fields.isEmpty { steps.append(.skip(writer: fields)) }
  }
}
