import RegistryTesting
import Testing

@testable import Avro

@Suite("Arrangement of fields")
struct FieldArrangementTests {
  private func steps(
    _ sources: [Int?], writerCount: Int, sizes: [FieldArrangement.Size]? = nil
  ) -> [FieldArrangement.Step] {
    let scalars = Array(repeating: FieldArrangement.Size.scalar, count: sources.count)
    return FieldArrangement(sources: sources, writerCount: writerCount, sizes: sizes ?? scalars).steps
  }

  @Test("fields in the same order are only read")
  func sameOrder() {
    #expect(
      steps([0, 2, nil, 3], writerCount: 5) == [
        .read(writer: 0, reader: 0), .skip(writer: 1..<2), .read(writer: 2, reader: 1), .defaults(reader: 2..<3),
        .read(writer: 3, reader: 3), .skip(writer: 4..<5),
      ])
  }

  @Test("defaults in front go with the first field, and alone where there is none")
  func leadingDefaults() {
    #expect(steps([nil, nil, 0], writerCount: 1) == [.defaults(reader: 0..<2), .read(writer: 0, reader: 2)])
    #expect(steps([nil, nil], writerCount: 2) == [.skip(writer: 0..<2), .defaults(reader: 0..<2)])
  }

  @Test("scalars that change places are put where they belong at once")
  func scalars() {
    #expect(
      steps([0, 2, 3, 1, 4], writerCount: 5) == [
        .read(writer: 0, reader: 0), .advance(2), .read(writer: 1, reader: 3), .advance(-3),
        .read(writer: 2, reader: 1), .read(writer: 3, reader: 2), .advance(1), .read(writer: 4, reader: 4),
      ])
  }

  @Test("only the rows that change places are moved")
  func partOfTheFields() {
    let permutation = FieldArrangement.Permutation(sizes: [2, 4], order: [1, 0])
    #expect(
      steps([0, 2, 3, 1, 4], writerCount: 5, sizes: Array(repeating: .slots(2), count: 5)) == [
        .read(writer: 0, reader: 0), .read(writer: 1, reader: 3), .read(writer: 2, reader: 1),
        .read(writer: 3, reader: 2), .permute(permutation), .read(writer: 4, reader: 4),
      ])
  }

  @Test("a mark stands in front, and behind each row whose size only the record tells but the last")
  func marks() {
    let permutation = FieldArrangement.Permutation(markCount: 2, sizes: [nil, 1, nil, 2], order: [3, 2, 1, 0])
    #expect(
      steps([3, 2, 1, 0], writerCount: 4, sizes: [.slots(2), .slots(nil), .scalar, .slots(nil)]) == [
        .mark, .read(writer: 0, reader: 3), .mark, .read(writer: 1, reader: 2), .read(writer: 2, reader: 1),
        .read(writer: 3, reader: 0), .permute(permutation),
      ])
  }

  @Test("a scalar that is read behind fields of unknown size is put in front of them")
  func placed() {
    let permutation = FieldArrangement.Permutation(
      start: 2, markCount: 1, sizes: [nil, 1], order: [0], placed: [FieldArrangement.Placed(row: 1, place: 0)])
    #expect(
      steps([2, 0, 1], writerCount: 3, sizes: [.scalar, .scalar, .slots(nil)]) == [
        .mark, .advance(1), .read(writer: 0, reader: 1), .read(writer: 1, reader: 2), .read(writer: 2, reader: 0),
        .permute(permutation),
      ])
  }

  @Test("rows on both sides of such a scalar are two, even if they follow one another")
  func placedBetween() {
    let permutation = FieldArrangement.Permutation(
      start: 2, markCount: 2, sizes: [nil, 1, nil, 1], order: [0, 2],
      placed: [FieldArrangement.Placed(row: 1, place: 0), FieldArrangement.Placed(row: 3, place: 1)])
    #expect(
      steps([1, 3, 0, 2], writerCount: 4, sizes: [.scalar, .scalar, .slots(nil), .slots(nil)]) == [
        .mark, .advance(2), .read(writer: 0, reader: 2), .mark, .read(writer: 1, reader: 0),
        .read(writer: 2, reader: 3), .read(writer: 3, reader: 1), .permute(permutation),
      ])
  }

  @Test("whatever the orders and sizes are, the slots end up in the reader's order", arguments: UInt64(1)...300)
  func random(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let readerCount = Int.random(in: 0...9, using: &generator)
    let writerCount = Int.random(in: 0...9, using: &generator)
    var sources = (0..<readerCount).map { $0 < writerCount ? Optional($0) : nil }
    if Bool.random(using: &generator) { sources.shuffle(using: &generator) }
    let sizes = sources.map { _ -> FieldArrangement.Size in
      [.scalar, .scalar, .slots(0), .slots(1), .slots(3), .slots(nil)].randomElement(using: &generator) ?? .scalar
    }
    let counts = sizes.map { $0.count ?? Int.random(in: 0...4, using: &generator) }
    let outer = [100, 101]
    var tape = Tape(slots: outer)
    for step in steps(sources, writerCount: writerCount, sizes: sizes) { tape.run(step, counts) }
    let expected = outer + counts.enumerated().flatMap { field, count in Array(repeating: field, count: count) }
    #expect(Array(tape.slots[..<tape.next]) == expected)
    #expect(tape.marks.isEmpty)
    #expect(tape.fields == Array(0..<writerCount))
  }

  /// Does what the steps say with slots that hold the numbers of their fields.
  private struct Tape {
    var slots: [Int]
    var next: Int
    var marks: [Int] = []
    /// The writer's fields in the order in which they were read or skipped.
    var fields: [Int] = []

    init(slots: [Int]) {
      self.slots = slots
      next = slots.count
    }

    mutating func run(_ step: FieldArrangement.Step, _ counts: [Int]) {
      switch step {
      case .read(let writer, let reader):
        fields.append(writer)
        put(reader, counts[reader])
      case .skip(let writer): fields += writer
      case .defaults(let reader): for field in reader { put(field, counts[field]) }
      case .advance(let count): next += count
      case .mark: marks.append(next)
      case .permute(let permutation): permute(permutation)
      }
    }

    private mutating func put(_ field: Int, _ count: Int) {
      for _ in 0..<count {
        while slots.count <= next { slots.append(-1) }
        slots[next] = field
        next += 1
      }
    }

    private mutating func permute(_ permutation: FieldArrangement.Permutation) {
      let own = Array(marks.suffix(permutation.markCount))
      marks.removeLast(permutation.markCount)
      let known = permutation.sizes.compactMap(\.self).reduce(0, +)
      let begin = own.first.map { $0 + permutation.start } ?? next - known
      var ends = own.dropFirst()
      var rows: [[Int]] = []
      var start = begin
      for (place, size) in permutation.sizes.enumerated() {
        let rest = permutation.sizes[(place + 1)...]
        let isLastOpen = size == nil && rest.allSatisfy { $0 != nil }
        let end =
          size.map { start + $0 } ?? (isLastOpen ? next - rest.reduce(0) { $0 + ($1 ?? 0) } : ends.removeFirst())
        rows.append(Array(slots[start..<end]))
        start = end
      }
      for placed in permutation.placed { slots[(own.first ?? 0) + placed.place] = rows[placed.row][0] }
      slots.replaceSubrange(begin..<next, with: permutation.order.flatMap { rows[$0] })
      next -= permutation.placed.count
    }
  }
}
