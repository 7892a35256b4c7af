import Avro
import FoundationEssentials
import SchemaCore
import Testing

@Suite("Maps that keep their order")
struct AvroMapTests {
  @Test("a map is written in its order, and read in that of the bytes")
  func order() throws {
    let map: AvroMap<Int64> = ["z": 1, "a": 2, "m": 3]
    let bytes = try map.avroBytes()
    #expect(bytes == [6, 2, 0x7A, 2, 2, 0x61, 4, 2, 0x6D, 6, 0])
    let read = try AvroMap<Int64>(avro: bytes)
    #expect(read.map(\.key) == ["z", "a", "m"])
    #expect(read.map(\.value) == [1, 2, 3])
  }

  @Test("several blocks are one map")
  func blocks() throws {
    let map = try AvroMap<Int64>(avro: [2, 2, 0x61, 2, 1, 6, 2, 0x62, 4, 0])
    #expect(map == ["a": 1, "b": 2])
  }

  @Test("of entries with one key the last counts, and all of them are written again")
  func repeatedKeys() throws {
    let bytes: [UInt8] = [4, 2, 0x61, 2, 2, 0x61, 4, 0]
    let map = try AvroMap<Int64>(avro: bytes)
    #expect(map.count == 2)
    #expect(map["a"] == 2)
    #expect(Dictionary(map) == ["a": 2])
    #expect(try map.avroBytes() == bytes)
    #expect(try [String: Int64](avro: bytes) == ["a": 2])
  }

  @Test("values are set, added and taken away by their keys")
  func assignment() {
    var map: AvroMap<Int> = ["a": 1, "b": 2]
    map["a"] = 5
    map["c"] = 3
    map["b"] = nil
    #expect(map.map(\.key) == ["a", "c"])
    #expect(map["a"] == 5)
    #expect(map["b"] == nil)
    #expect(map.description == #"["a": 5, "c": 3]"#)
  }

  @Test("maps are equal and have the same hash in any order")
  func equality() {
    let map: AvroMap<Int> = ["a": 1, "b": 2]
    let turned: AvroMap<Int> = ["b": 2, "a": 1]
    #expect(map == turned)
    #expect(map.hashValue == turned.hashValue)
    #expect(map != ["a": 1])
    #expect(map != ["a": 1, "b": 3])
    #expect(map == AvroMap(["b": 2, "a": 1] as [String: Int]))
  }

  @Test("a map has the schema of its values")
  func schema() {
    #expect(AvroMap<[String]>.avroSchema.canonicalText == [String: [String]].avroSchema.canonicalText)
  }

  @Test("a map is Codable as a dictionary is")
  func codable() throws {
    let map: AvroMap<[Int]> = ["b": [2], "a": []]
    let json = try JSONEncoder().encode(map)
    #expect(try JSONDecoder().decode([String: [Int]].self, from: json) == ["b": [2], "a": []])
    #expect(try JSONDecoder().decode(AvroMap<[Int]>.self, from: json) == map)
  }

  @Test("as a property of a Codable type a map is a map of the schema, in its order")
  func codableProperty() throws {
    struct Counts: Codable, Equatable { var counts: AvroMap<Int64> }
    let program = try AvroProgram(
      try AvroFormat().parse(
        #"{"type":"record","name":"R","fields":[{"name":"counts","type":{"type":"map","values":"long"}}]}"#))
    let bytes: [UInt8] = [4, 2, 0x7A, 2, 2, 0x61, 4, 0]
    let counts = try AvroDecoder(program).decode(Counts.self, from: bytes)
    #expect(counts.counts.map(\.key) == ["z", "a"])
    #expect(try AvroEncoder(program).encode(counts) == bytes)
  }
}
