import RecordCodec
import RegistryTesting
import SchemaCore
import Testing

/// The framing vectors that lie beside the checkout.
@Suite(.enabled(if: SharedFraming.rows.count > 0, "the conformance cases are not beside the checkout"))
struct SharedFramingTests {
  @Test("frames are those of the reference", arguments: SharedFraming.rows)
  func frames(_ row: SharedFraming.Row) throws {
    let bytes = try #require(Hexadecimal.bytes(row.hex))
    if row.isError {
      #expect(throws: FramingError.self) { try FramedRecord(parsing: bytes) }
      return
    }
    let identity = try #require(row.identity)
    var record = try FramedRecord(parsing: bytes)
    #expect(record.schema == .registered(identity))
    if let indexes = row.indexes { #expect(try record.takeMessageIndexes() == indexes) }
    #expect(record.payload.isEmpty)
    #expect(
      Hexadecimal.text(FramedRecord.frame(for: identity) + (row.indexes.map(MessageIndexes.bytes) ?? [])) == row.hex)
  }
}

enum SharedFraming {
  struct Row: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var hex: String
    var identity: SchemaIdentity?
    /// Nil for formats whose frames carry none.
    var indexes: [Int]?
    var isError: Bool
  }

  static let rows: [Row] = {
    guard let text = Fixtures.sharedCases("canonical/wire.json"), let vectors = try? JSONParser.parse(text).object
    else { return [] }
    return (vectors["framing"]?.array ?? []).compactMap(\.object).map { row in
      let id = row["id"]?.number?.int64.flatMap(Int32.init(exactly:)).map { SchemaIdentity.id(SchemaID(rawValue: $0)) }
      let guid = row["guid"]?.string.flatMap { SchemaGUID($0) }.map(SchemaIdentity.guid)
      return Row(
        testDescription: row["name"]?.string ?? "", hex: row["header"]?.string ?? "", identity: id ?? guid,
        indexes: row["indexes"]?.array?.compactMap { $0.number?.int64.flatMap { Int(exactly: $0) } },
        isError: row["decode"]?.string == "error")
    }
  }()
}
