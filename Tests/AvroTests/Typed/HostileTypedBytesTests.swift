import Avro
import FoundationEssentials
import SchemaCore
import Testing

/// Bytes that ask a type for much memory, time or stack.
@Suite("Hostile bytes for types")
struct HostileTypedBytesTests {
  /// A list that holds itself, written by hand.
  struct Node: AvroSerializable, Equatable {
    @Indirect var next: Node?

    static let avroSchema = AvroDocument(
      literal: #"{"type":"record","name":"Node","fields":[{"name":"next","type":["null","Node"]}]}"#)

    init(from reader: inout AvroReader) throws(CodecError) {
      next = try reader.nested { reader throws(CodecError) in try Node?(from: &reader) }
    }

    func write(to writer: inout AvroWriter) throws(CodecError) {
      try writer.nested { writer throws(CodecError) in try next.write(to: &writer) }
    }
  }

  private func number(_ value: Int64) throws -> [UInt8] { try value.avroBytes() }

  /// Why the bytes are refused; nil if they are not. (What is read of them may be too long to be printed.)
  private func kind<Value: AvroSerializable>(_ type: Value.Type, _ bytes: [UInt8]) -> CodecError.Kind? {
    do throws(CodecError) {
      _ = try Value(avro: bytes)
      return nil
    } catch {
      return error.kind
    }
  }

  @Test("counts beyond the bytes are refused", arguments: [Int64.max, Int64.max - 1, 1 << 40, 1000] as [Int64])
  func counts(_ count: Int64) throws {
    let bytes = try number(count) + [1, 1, 1]
    #expect(kind([Int64].self, bytes) == .truncated)
    #expect(kind([String].self, bytes) == .truncated)
    #expect(kind([String: Bool].self, bytes) == .truncated)
    #expect(kind([UInt8].self, bytes) == .truncated)
    #expect(kind(String.self, bytes) == .truncated)
    #expect(kind([[Double]].self, try number(-count) + number(3) + [1, 1, 1]) == .truncated)
  }

  @Test("negative sizes are refused")
  func negativeSizes() throws {
    #expect(kind(String.self, try number(-1)) == .malformed)
    #expect(kind([Int64].self, try number(.min) + number(1) + [0]) == .malformed)
    #expect(kind([Int64].self, try number(-1) + number(-1) + [0]) == .malformed)
  }

  @Test("items without bytes are counted")
  func emptyItems() throws {
    #expect(try [AvroNull](avro: number(1 << 16) + [0]).count == 1 << 16)
    #expect(kind([AvroNull].self, try number(1 << 16 + 1) + [0]) == .limit)
    #expect(kind([AvroNull].self, try number(1 << 15) + number(1 << 15) + number(1) + [0]) == .limit)
    #expect(kind([AvroNull].self, try number(.max) + [0]) == .limit)
    let many = try number(40_000) + [0]
    #expect(kind([[AvroNull]].self, try number(2) + many + many + [0]) == .limit)
  }

  @Test("blocks with their size are read as others")
  func sizedBlocks() throws {
    #expect(try [Int32](avro: number(-2) + number(2) + [2, 4] + number(1) + [6, 0]) == [1, 2, 3])
    #expect(try [String: Int32](avro: number(-1) + number(3) + [2, 97, 2] + number(1) + [2, 97, 4, 0]) == ["a": 2])
  }

  @Test("values in one another without end are refused")
  func depth() throws {
    #expect(kind(Node.self, Array(repeating: 2, count: 100_000)) == .limit)
    #expect(try Node(avro: Array(repeating: 2, count: 127) + [0]).next != nil)
    #expect(kind(Node.self, Array(repeating: 2, count: 128) + [0]) == .limit)
  }

  @Test("numbers of more than 64 bits are refused, and those of all lengths are read up to the last byte")
  func numbers() throws {
    #expect(kind(Int64.self, Array(repeating: 0xFF, count: 9) + [2]) == .malformed)
    #expect(kind(Int64.self, Array(repeating: 0xFF, count: 20)) == .malformed)
    #expect(kind(Int64.self, [0x80]) == .truncated)
    #expect(kind(Int32.self, try number(1 << 31)) == .malformed)
    for bits in Int64(0)..<63 {
      let power: Int64 = 1 << bits
      for value in [power, -power, power - 1] {
        #expect(try Int64(avro: number(value)) == value)
        #expect(try [Int64](avro: [0, value, value].avroBytes()) == [0, value, value])
      }
    }
  }

  @Test(
    "text that is not UTF-8 is refused",
    arguments: [
      [0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [97, 98, 99, 100, 101, 102, 103, 104, 0xE2, 0x82],
    ] as [[UInt8]])
  func text(_ content: [UInt8]) throws {
    #expect(kind(String.self, try content.avroBytes()) == .malformed)
    #expect(kind(UUID.self, try content.avroBytes()) == .malformed)
  }
}
