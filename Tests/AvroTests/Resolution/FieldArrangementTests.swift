import Testing

@testable import Avro

@Suite("Arrangement of fields")
struct FieldArrangementTests {
  private func steps(_ sources: [Int?], writerCount: Int, sizes: [Int?]? = nil) -> [FieldArrangement.Step] {
    FieldArrangement(
      sources: sources, writerCount: writerCount, sizes: sizes ?? Array(repeating: 1, count: sources.count)
    ).steps
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

  @Test("only the rows that change places are moved")
  func partOfTheFields() {
    let permutation = FieldArrangement.Permutation(sizes: [1, 2], order: [1, 0])
    #expect(
      steps([0, 2, 3, 1, 4], writerCount: 5) == [
        .read(writer: 0, reader: 0), .read(writer: 1, reader: 3), .read(writer: 2, reader: 1),
        .read(writer: 3, reader: 2), .permute(permutation), .read(writer: 4, reader: 4),
      ])
  }

  @Test("a mark stands in front, and behind each row whose size only the record tells but the last")
  func marks() {
    let permutation = FieldArrangement.Permutation(markCount: 2, sizes: [nil, 1, nil, 1], order: [3, 2, 1, 0])
    #expect(
      steps([3, 2, 1, 0], writerCount: 4, sizes: [1, nil, 1, nil]) == [
        .mark, .read(writer: 0, reader: 3), .mark, .read(writer: 1, reader: 2), .read(writer: 2, reader: 1),
        .read(writer: 3, reader: 0), .permute(permutation),
      ])
  }
}
