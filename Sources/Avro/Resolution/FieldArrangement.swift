/// How a record's fields come from the writer's order into the reader's.
///
/// Slots must stand in the reader's order, bytes come in the writer's. A field that has no bytes, because its value is a
/// default, goes with the field in front of it. Where fields change places, the first of them that take one slot are put
/// where they belong at once, as long as it is known where the next slot is; the rest is read one after the other, in
/// rows of fields whose order is the same on both sides, and then the rows are moved.
struct FieldArrangement {
  enum Step: Hashable {
    case read(writer: Int, reader: Int)
    /// Writer's fields that the reader does not have.
    case skip(writer: Range<Int>)
    /// Reader's fields that the writer does not have.
    case defaults(reader: Range<Int>)
    /// The next slot is so many places further on, or back.
    case advance(Int)
    /// Fields begin that change places, or the next row of them where only the record tells how long the last one was.
    case mark
    case permute(Permutation)
  }

  /// A new order for the last rows.
  struct Permutation: Hashable {
    /// How many slots stand between the first mark and the first row.
    var start = 0
    /// How many marks were made.
    var markCount = 0
    /// The number of slots of each row; nil where only the record tells. There is a mark behind each of the latter but
    /// the last.
    var sizes: [Int?]
    /// Which of the rows comes first, second and so on.
    var order: [Int]
    /// Rows of one slot that are not in that order, but belong somewhere in front of all rows.
    var placed: [Placed] = []
  }

  /// A row that belongs so many slots behind the first mark.
  struct Placed: Hashable {
    var row: Int
    var place: Int
  }

  /// How many slots a field takes.
  enum Size: Hashable {
    /// One, which is the whole value.
    case scalar
    /// As many, or as the record tells.
    case slots(Int?)

    var count: Int? {
      switch self {
      case .scalar: 1
      case .slots(let count): count
      }
    }
  }

  /// A reader's field that is read, together with the fields around it that are not.
  private struct Chunk {
    var writer: Int
    var reader: Int
    var fields: Range<Int>
    var size: Int?
    var isScalar: Bool
  }

  private(set) var steps: [Step] = []
  /// In the reader's order.
  private let chunks: [Chunk]
  /// The next field of the writer's.
  private var next = 0

  /// - Parameters:
  ///   - sources: for each of the reader's fields the writer's field that it is read from; nil for a default.
  ///   - writerCount: how many fields the writer has.
  ///   - sizes: for each of the reader's fields.
  init(sources: [Int?], writerCount: Int, sizes: [Size]) {
    chunks = Self.chunks(of: sources, sizes)
    let order = chunks.indices.sorted { [chunks] in chunks[$0].writer < chunks[$1].writer }
    for block in Self.blocks(of: order) { appendBlock(order[block], first: block.lowerBound) }
    appendSkip(to: writerCount)
    if chunks.isEmpty { appendDefaults(0..<sources.count) }
  }

  private static func chunks(of sources: [Int?], _ sizes: [Size]) -> [Chunk] {
    var chunks: [Chunk] = []
    for (reader, source) in sources.enumerated() {
      if let writer = source {
        let fields = (chunks.isEmpty ? 0 : reader)..<reader + 1
        let isScalar = fields.count == 1 && sizes[reader] == .scalar
        chunks.append(Chunk(writer: writer, reader: reader, fields: fields, size: nil, isScalar: isScalar))
      } else if let last = chunks.indices.last {
        chunks[last].fields = chunks[last].fields.lowerBound..<reader + 1
        chunks[last].isScalar = false
      }
    }
    for index in chunks.indices { chunks[index].size = sum(sizes[chunks[index].fields].map(\.count)) }
    return chunks
  }

  /// The shortest parts of a permutation that only change places within themselves.
  private static func blocks(of order: [Int]) -> [Range<Int>] {
    var blocks: [Range<Int>] = []
    var highest = -1
    for (place, rank) in order.enumerated() {
      highest = max(highest, rank)
      if highest == place { blocks.append((blocks.last?.upperBound ?? 0)..<place + 1) }
    }
    return blocks
  }

  /// The number of slots of all parts together.
  private static func sum(_ sizes: some Sequence<Int?>) -> Int? {
    sizes.reduce(0) { sum, size in if let sum, let size { sum + size } else { nil } }
  }

  private mutating func appendBlock(_ order: ArraySlice<Int>, first: Int) {
    if order.count == 1 { return appendChunk(first) }
    let placedEnd = (first..<first + order.count).first { !chunks[$0].isScalar } ?? first + order.count
    let firstOpen = order.firstIndex { chunks[$0].size == nil } ?? order.endIndex
    let isPlacedAtOnce = { (index: Int) in order[index] < placedEnd && index < firstOpen }
    let rows = Self.rows(of: order.indices.filter { !isPlacedAtOnce($0) }.map { order[$0] }, placedEnd: placedEnd)
    var permutation = permutation(of: rows, first: first, placedEnd: placedEnd)
    let lastOpen = permutation.sizes.lastIndex(of: nil)
    if lastOpen != nil && rows.count > 1 { appendMark(&permutation) }
    /// Where the next slot is, and where the next of the rows will be; both from the first slot on, as long as that is
    /// known.
    var cursor = 0
    var tail: Int? = permutation.start
    var row = -1
    for index in order.indices {
      let rank = order[index]
      if isPlacedAtOnce(index) {
        appendAdvance(rank - first - cursor)
        appendChunk(rank)
        cursor = rank - first + 1
        continue
      }
      appendAdvance(tail.map { $0 - cursor } ?? 0)
      if row + 1 < rows.count, rows[row + 1].lowerBound == rank {
        row += 1
        if row > 0, permutation.sizes[row - 1] == nil, row - 1 != lastOpen { appendMark(&permutation) }
      }
      appendChunk(rank)
      tail = Self.sum([tail, chunks[rank].size])
      cursor = tail ?? 0
    }
    appendAdvance(tail.map { $0 - cursor } ?? 0)
    if rows.count > 1 { steps.append(.permute(permutation)) }
  }

  /// What stands one after the other on both sides. A field that belongs in front of the rows is one by itself.
  private static func rows(of order: [Int], placedEnd: Int) -> [Range<Int>] {
    var rows: [Range<Int>] = []
    for rank in order {
      if let row = rows.last, row.upperBound == rank, row.lowerBound >= placedEnd {
        rows[rows.count - 1] = row.lowerBound..<rank + 1
      } else {
        rows.append(rank..<rank + 1)
      }
    }
    return rows
  }

  private func permutation(of rows: [Range<Int>], first: Int, placedEnd: Int) -> Permutation {
    var permutation = Permutation(
      start: placedEnd - first, sizes: rows.map { row in Self.sum(row.map { chunks[$0].size }) }, order: [])
    for row in rows.indices.sorted(by: { rows[$0].lowerBound < rows[$1].lowerBound }) {
      if rows[row].lowerBound < placedEnd {
        permutation.placed.append(Placed(row: row, place: rows[row].lowerBound - first))
      } else {
        permutation.order.append(row)
      }
    }
    return permutation
  }

  private mutating func appendMark(_ permutation: inout Permutation) {
    steps.append(.mark)
    permutation.markCount += 1
  }

  private mutating func appendAdvance(_ count: Int) {
    if count != 0 { steps.append(.advance(count)) }
  }

  private mutating func appendChunk(_ rank: Int) {
    let chunk = chunks[rank]
    appendSkip(to: chunk.writer)
    next = chunk.writer + 1
    appendDefaults(chunk.fields.lowerBound..<chunk.reader)
    steps.append(.read(writer: chunk.writer, reader: chunk.reader))
    appendDefaults(chunk.reader + 1..<chunk.fields.upperBound)
  }

  private mutating func appendDefaults(_ fields: Range<Int>) {
    if !fields.isEmpty { steps.append(.defaults(reader: fields)) }
  }

  private mutating func appendSkip(to writer: Int) {
    if next < writer { steps.append(.skip(writer: next..<writer)) }
  }
}
