import Avro
import AvroContainer
import RegistryTesting
import SchemaCore
import Testing

private struct Person: Codable, AvroSerializable, Equatable {
  var id: Int32
  var name: String

  static let avroSchema = AvroDocument.record("Person", [.field("id", Int32.self), .field("name", String.self)])

  init(id: Int32, name: String) {
    self.id = id
    self.name = name
  }

  init(from reader: inout AvroReader) throws(CodecError) {
    id = try reader.int()
    name = try reader.string()
  }

  func write(to writer: inout AvroWriter) throws(CodecError) {
    writer.int(id)
    writer.string(name)
  }
}

/// Has a deeper value than a record may have if it is asked for one.
private struct Chain: AvroSerializable, Equatable {
  @Indirect var next: Chain?

  static let avroSchema = AvroDocument(
    literal: #"{"type":"record","name":"Chain","fields":[{"name":"next","type":["null","Chain"]}]}"#)

  init(length: Int) { _next = Indirect(wrappedValue: length > 0 ? Chain(length: length - 1) : nil) }

  init(from reader: inout AvroReader) throws(CodecError) {
    let next = try reader.nested { reader throws(CodecError) in try Chain?(from: &reader) }
    _next = Indirect(wrappedValue: next)
  }

  func write(to writer: inout AvroWriter) throws(CodecError) {
    try writer.nested { writer throws(CodecError) in try next.write(to: &writer) }
  }
}

@Suite("Records of files as Swift types")
struct TypedRecordsTests {
  private let folder: TemporaryFolder
  private var path: String { folder.path + "/people.avro" }

  init() throws { folder = try TemporaryFolder() }

  private let people = (1...2000).map { Person(id: Int32($0), name: "person \($0)") }

  private func write() throws {
    var file = try AvroFileWriter(
      creating: path, schema: Person.avroSchema, AvroFileOptions(codec: .deflate, blockBytes: 4000))
    for person in people.prefix(1000) { try file.append(person) }
    for person in people.dropFirst(1000) { try file.append(encoding: person) }
    #expect(file.recordCount == 2000)
    try file.close()
  }

  @Test("what is written as a type, or as a Codable one, is read as either")
  func roundTrip() throws {
    try write()
    var read: [Person] = []
    var file = try AvroFileReader(path: path)
    while let person = try file.next(as: Person.self) { read.append(person) }
    #expect(read == people)

    read = []
    var again = try AvroFileReader(path: path)
    while let person = try again.next(decoding: Person.self) { read.append(person) }
    #expect(read == people)
    #expect(try again.next(decoding: Person.self) == nil)
  }

  @Test("a type with another schema reads by schema resolution, whatever the file is read as otherwise")
  func resolution() throws {
    struct Name: AvroSerializable {
      var name: String
      var rank: Int64
      static let avroSchema = AvroDocument.record(
        "Person", [.field("name", String.self), .field("rank", Int64.self, defaultValue: 7)])
      init(from reader: inout AvroReader) throws(CodecError) {
        name = try reader.string()
        rank = try reader.long()
      }
      func write(to writer: inout AvroWriter) throws(CodecError) {
        writer.string(name)
        writer.long(rank)
      }
    }
    struct Ranked: Decodable { var rank: Int }
    try write()
    var file = try AvroFileReader(path: path, as: Name.avroSchema)
    let first = try file.next(as: Name.self)
    let second = try file.next(decoding: Ranked.self)
    let third = try file.next(as: Name.self)
    #expect(first?.name == "person 1")
    #expect(first?.rank == 7)
    #expect(second?.rank == 7)
    #expect(third?.name == "person 3")
  }

  @Test("a type that the file's records cannot be is told from them before one is read or written")
  func otherSchema() throws {
    try write()
    var file = try AvroFileReader(path: path)
    var problem: AvroFileError?
    do { _ = try file.next(as: Chain.self) } catch { problem = error }
    #expect(problem?.kind == .schema)
    #expect(try file.next(as: Person.self) == people[0])

    var more = try AvroFileWriter(appendingTo: path)
    problem = nil
    do { try more.append(Chain(length: 1)) } catch { problem = error }
    #expect(problem?.kind == .otherSchema)
    #expect(problem?.path == path)
    try more.close()
  }

  @Test("a value that cannot be written leaves nothing in the file")
  func refusedValue() throws {
    var file = try AvroFileWriter(creating: path, schema: Chain.avroSchema)
    try file.append(Chain(length: 3))
    var problem: AvroFileError?
    do { try file.append(Chain(length: 1000)) } catch { problem = error }
    #expect(problem?.kind == .record)
    #expect(problem?.record == 2)
    try file.append(Chain(length: 5))
    try file.close()

    var input = try AvroFileReader(path: path)
    #expect(try input.next(as: Chain.self) == Chain(length: 3))
    #expect(try input.next(as: Chain.self) == Chain(length: 5))
    #expect(try input.next(as: Chain.self) == nil)
  }

  @Test("a record that does not fit a Codable type is an error of its own, and the next one is read")
  func misfit() throws {
    struct Numbered: Decodable { var name: Int }
    try write()
    var file = try AvroFileReader(path: path)
    var problem: AvroFileError?
    do { _ = try file.next(decoding: Numbered.self) } catch { problem = error }
    #expect(problem?.kind == .record)
    #expect(problem?.record == 1)
    #expect(try file.next(as: Person.self) == people[1])
  }
}
