import RecordCodec
import RegistryTesting
import SchemaCore
import Testing

/// The framing vectors that lie beside the checkout, as far as they concern formats without message indexes.
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
    #expect(try FramedRecord(parsing: bytes).schema == identity)
    #expect(Hexadecimal.text(FramedRecord.frame(for: identity)) == row.hex)
  }
}

enum SharedFraming {
  struct Row: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var hex: String
    var identity: SchemaIdentity?
    var isError: Bool
  }

  static let rows: [Row] = {
    guard let text = Fixtures.sharedCases("canonical/wire.json"), let vectors = try? JSONParser.parse(text).object
    else { return [] }
    return (vectors["framing"]?.array ?? []).compactMap(\.object).filter { row in
      row["schemaType"]?.string != FormatName.protobuf.rawValue && row["indexes"] == nil
    }.map { row in
      let id = row["id"]?.number?.int64.flatMap(Int32.init(exactly:)).map { SchemaIdentity.id(SchemaID(rawValue: $0)) }
      let guid = row["guid"]?.string.flatMap { SchemaGUID($0) }.map(SchemaIdentity.guid)
      return Row(
        testDescription: row["name"]?.string ?? "", hex: row["header"]?.string ?? "", identity: id ?? guid,
        isError: row["decode"]?.string == "error")
    }
  }()
}
