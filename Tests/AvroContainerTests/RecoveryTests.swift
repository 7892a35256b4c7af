import AvroContainer
import Testing

@Suite("Reading on behind damage")
struct RecoveryTests {
  /// The records of a file that can be had, and the places of the bytes that were passed over.
  private func salvage(_ bytes: [UInt8]) throws -> (records: [String], gaps: [Range<Int>], errors: Int) {
    var file = try AvroFileReader(bytes: bytes)
    var records: [String] = []
    var gaps: [Range<Int>] = []
    var errors = 0
    while true {
      do throws(AvroFileError) {
        guard try file.next() else { return (records, gaps, errors) }
        records.append(String(decoding: try file.jsonText(), as: UTF8.self))
      } catch {
        errors += 1
        guard let gap = try file.recover() else { return (records, gaps, errors) }
        gaps.append(gap)
      }
    }
  }

  private func file(_ damage: (inout HandMadeFile) -> Void) -> (bytes: [UInt8], gap: Range<Int>) {
    var file = HandMadeFile()
    file.block(count: 1, [2, 0x61])
    let start = file.bytes.count
    damage(&file)
    let end = file.bytes.count
    file.block(count: 1, [2, 0x7A])
    return (file.bytes, start..<end)
  }

  @Test("a block of the wrong size is passed over up to its marker")
  func size() throws {
    let (bytes, gap) = file { $0.block(count: 1, [2, 0x62], size: 7) }
    let result = try salvage(bytes)
    #expect(result.records == [#""a""#, #""z""#] && result.gaps == [gap] && result.errors == 1)
  }

  @Test("a block that claims more than the file has is passed over up to its marker")
  func hugeSize() throws {
    let (bytes, gap) = file { $0.block(count: 1, [2, 0x62], size: 1 << 50) }
    #expect(try salvage(bytes).gaps == [gap])
  }

  @Test("a block without its marker takes the next one with it")
  func marker() throws {
    let (bytes, gap) = file { $0.block(count: 1, [2, 0x62], marker: []) }
    let result = try salvage(bytes)
    #expect(result.records == [#""a""#] && result.gaps == [gap.lowerBound..<bytes.count])
  }

  @Test("what is left of a block with a bad record is passed over")
  func record() throws {
    let (bytes, gap) = file { $0.block(count: 3, [2, 0x62, 2, 0xFF, 2, 0x63]) }
    let result = try salvage(bytes)
    #expect(result.records == [#""a""#, #""b""#, #""z""#] && result.gaps == [gap])
  }

  @Test("a torn end has nothing behind it")
  func tornEnd() throws {
    let (bytes, _) = file { _ in }
    let result = try salvage(bytes.dropLast(3))
    #expect(result.records == [#""a""#] && result.gaps.isEmpty && result.errors == 1)
  }

  @Test("an error is thrown again until somebody recovers from it")
  func again() throws {
    let (bytes, _) = file { $0.block(count: 1, [2, 0xFF]) }
    var reader = try AvroFileReader(bytes: bytes)
    #expect(try reader.next())
    let first = #expect(throws: AvroFileError.self) { try reader.next() }
    let second = #expect(throws: AvroFileError.self) { try reader.next() }
    #expect(first == second && first != nil)
    #expect(try reader.recover() != nil)
    #expect(try reader.next())
    #expect(try !reader.next())
  }

  @Test("a file of damage only comes to an end")
  func damageOnly() throws {
    var file = HandMadeFile()
    for _ in 0..<50 { file.block(count: -1, [1, 2, 3]) }
    let result = try salvage(file.bytes)
    #expect(result.records.isEmpty && result.gaps.count == 50)
  }
}
