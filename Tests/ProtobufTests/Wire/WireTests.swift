import SchemaCore
import Testing

@testable import Protobuf

@Suite("Fields as bytes")
struct WireTests {
  @Test("every kind of value is written as the encoding says, and read back")
  func golden() throws {
    var writer = WireWriter()
    writer.write(varint: 150, as: 1)
    writer.write(Int32(-1), as: 2)
    writer.write(true, as: 3)
    writer.write("hi", as: 4)
    writer.write(fixed32: 0x0102_0304, as: 5)
    writer.write(fixed64: 1, as: 6)
    writer.write(group: [0x08, 0x01], as: 16)
    let expected: [UInt8] =
      [0x08, 0x96, 0x01, 0x10] + [UInt8](repeating: 0xFF, count: 9) + [0x01, 0x18, 0x01, 0x22, 0x02, 0x68, 0x69]
      + [0x2D, 4, 3, 2, 1, 0x31, 1, 0, 0, 0, 0, 0, 0, 0, 0x83, 0x01, 0x08, 0x01, 0x84, 0x01]
    #expect(writer.bytes == expected)

    var reader = WireReader(expected)
    var numbers: [Int32] = []
    var copy = WireWriter()
    while let field = try reader.next() {
      numbers.append(field.number)
      copy.write(fields: field.bytes)
      switch (field.number, field.value) {
      case (1, .varint(let value)): #expect(value == 150)
      case (2, _): #expect(try field.int32() == -1)
      case (3, _): #expect(try field.bool())
      case (4, _): #expect(try field.text() == "hi")
      case (5, .fixed32(let value)): #expect(value == 0x0102_0304)
      case (6, .fixed64(let value)): #expect(value == 1)
      case (16, .group(let contents)): #expect(Array(contents) == [0x08, 0x01])
      default: Issue.record("field \(field.number) has another value")
      }
    }
    #expect(numbers == [1, 2, 3, 4, 5, 6, 16])
    #expect(copy.bytes == expected)
  }

  @Test("the greatest field number takes five bytes")
  func greatestNumber() throws {
    var writer = WireWriter()
    writer.write(varint: 0, as: 536_870_911)
    #expect(writer.bytes == [0xF8, 0xFF, 0xFF, 0xFF, 0x0F, 0x00])
    var reader = WireReader(writer.bytes)
    #expect(try reader.next()?.number == 536_870_911)
    #expect(try reader.next() == nil)
  }

  @Test(
    "bytes that are no fields are refused with the place",
    arguments: [
      ([0x08], CodecError.Kind.truncated, 1),
      ([0x08, 0x80], .truncated, 1),
      ([0x80], .truncated, 0),
      ([0x22, 0x03, 0x61], .truncated, 0),
      ([0x22, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01], .truncated, 0),
      ([0x09, 1, 2, 3], .truncated, 1),
      ([0x0D, 1, 2], .truncated, 1),
      ([0x00, 0x00], .malformed, 0),
      ([0x0E], .malformed, 0),
      ([0x0F], .malformed, 0),
      ([0x80, 0x80, 0x80, 0x80, 0x10, 0x00], .malformed, 0),
      ([0x08] + [UInt8](repeating: 0x80, count: 11), .malformed, 1),
      ([0x0C], .malformed, 0),
      ([0x0B], .truncated, 0),
      ([0x0B, 0x14], .malformed, 1),
      ([0x08, 0x01, 0x0B, 0x13, 0x14], .truncated, 2),
      ([UInt8](repeating: 0x0B, count: 200), .limit, 100),
    ] as [([UInt8], CodecError.Kind, Int)])
  func refused(bytes: [UInt8], kind: CodecError.Kind, offset: Int) {
    let error = #expect(throws: CodecError.self) {
      var reader = WireReader(bytes)
      while try reader.next() != nil {}
    }
    #expect(error?.kind == kind)
    #expect(error?.byteOffset == offset)
  }

  @Test("a value is refused as something that it is not")
  func mismatch() throws {
    var reader = WireReader([0x08, 0x01, 0x12, 0x01, 0xFF])
    let number = try #require(try reader.next())
    let text = try #require(try reader.next())
    #expect(throws: CodecError.self) { try number.text() }
    #expect(throws: CodecError.self) { try number.contents() }
    #expect(throws: CodecError.self) { try text.text() }
    #expect(throws: CodecError.self) { try text.int32() }
  }

  @Test("numbers of a repeated field are read packed and one by one")
  func packed() throws {
    var reader = WireReader([0x0A, 0x03, 0x01, 0xAC, 0x02, 0x08, 0x05])
    #expect(try reader.next()?.int32s() == [1, 300])
    #expect(try reader.next()?.int32s() == [5])
  }
}
