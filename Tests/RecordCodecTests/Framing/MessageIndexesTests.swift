import RecordCodec
import RegistryTesting
import SchemaCore
import Testing

@Suite("Message indexes")
struct MessageIndexesTests {
  @Test(
    "are a count and zigzag numbers, and a single zero for the first message",
    arguments: [
      ([0], "00"), ([1], "0202"), ([0, 0], "040000"), ([1, 0], "040200"), ([2, 1, 3], "06040206"), ([64], "028001"),
    ])
  func coding(_ indexes: [Int], _ hex: String) throws {
    #expect(Hexadecimal.text(MessageIndexes.bytes(of: indexes)) == hex)
    var bytes = try #require(Hexadecimal.bytes(hex))[...]
    #expect(try MessageIndexes.take(from: &bytes) == indexes)
    #expect(bytes.isEmpty)
  }

  @Test("the first message may be written out, and what follows stays")
  func longForm() throws {
    var bytes: ArraySlice<UInt8> = [2, 0, 8, 1]
    #expect(try MessageIndexes.take(from: &bytes) == [0])
    #expect(bytes == [8, 1])
  }

  @Test(
    "that are damaged are refused",
    arguments: ["", "02", "80", "01", "0201", "80808080808080808001", "ffffffff1f", "fe7f", "0480"])
  func damaged(_ hex: String) throws {
    var bytes = try #require(Hexadecimal.bytes(hex))[...]
    #expect(throws: FramingError.self) { try MessageIndexes.take(from: &bytes) }
    #expect(bytes.count == hex.count / 2)
  }
}

/// The vectors that lie beside the checkout.
@Suite(.enabled(if: SharedMessageIndexes.rows.count > 0, "the conformance cases are not beside the checkout"))
struct SharedMessageIndexesTests {
  @Test("message indexes are those of the reference", arguments: SharedMessageIndexes.rows)
  func vectors(_ row: SharedMessageIndexes.Row) throws {
    var bytes = try #require(Hexadecimal.bytes(row.hex))[...]
    guard let indexes = row.indexes else {
      #expect(throws: FramingError.self) { try MessageIndexes.take(from: &bytes) }
      return
    }
    #expect(try MessageIndexes.take(from: &bytes) == indexes)
    if row.isWritten { #expect(Hexadecimal.text(MessageIndexes.bytes(of: indexes)) == row.hex) }
  }
}

enum SharedMessageIndexes {
  struct Row: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var hex: String
    /// Nil where reading has to fail.
    var indexes: [Int]?
    var isWritten: Bool
  }

  static let rows: [Row] = {
    guard let text = Fixtures.sharedCases("canonical/wire.json"), let vectors = try? JSONParser.parse(text).object
    else { return [] }
    return (vectors["messageIndexes"]?.array ?? []).compactMap(\.object).map { row in
      Row(
        testDescription: row["name"]?.string ?? "", hex: row["hex"]?.string ?? "",
        indexes: row["decode"]?.string == "error"
          ? nil : row["indexes"]?.array?.compactMap { $0.number?.int64.flatMap { Int(exactly: $0) } },
        isWritten: row["encode"]?.bool ?? true)
    }
  }()
}
