import RegistryTesting
import SchemaCore
import Testing

@testable import Protobuf

@Suite("Serialized descriptors")
struct DescriptorReaderTests {
  /// Written by protoc, with imports.
  static let protoc = Result { try Fixtures.fixtureBytes("protobuf/descriptors/files.bin") }

  private func files() throws -> FileSet { FileSet(try DescriptorReader.fileSet(try Self.protoc.get())) }

  @Test("what protoc wrote is written again byte for byte")
  func unchanged() throws {
    let bytes = try Self.protoc.get()
    #expect(DescriptorWriter.bytes(of: try DescriptorReader.fileSet(bytes)) == bytes)
  }

  @Test("a file of its own is read and written too")
  func single() throws {
    let file = try #require(try files().files.last)
    #expect(file.name == "modern.proto")
    #expect(file.publicDependencies == [0] && file.weakDependencies == [1])
    #expect(try DescriptorReader.file(DescriptorWriter.bytes(of: file)).messages.map(\.name) == ["Sale"])
  }

  @Test(
    "a field's features are those of its syntax and options",
    arguments: [
      ("fixture.legacy.Order", "id", "required, not packed, unchecked"),
      ("fixture.legacy.Order", "note_text", "explicit, not packed, unchecked"),
      ("fixture.legacy.Order", "color", "explicit, not packed, unchecked, closed"),
      ("fixture.legacy.Order", "counts", "implicit, packed, unchecked"),
      ("fixture.legacy.Order", "sums", "implicit, not packed, unchecked"),
      ("fixture.legacy.Order", "card", "explicit, not packed, unchecked"),
      ("fixture.modern.Sale", "number", "explicit, not packed, checked"),
      ("fixture.modern.Sale", "amount", "implicit, not packed, checked"),
      ("fixture.modern.Sale", "at", "explicit, not packed, checked"),
      ("fixture.modern.Sale", "kinds", "implicit, packed, checked"),
      ("fixture.modern.Sale", "apart", "implicit, not packed, checked"),
      ("fixture.modern.Sale", "shop", "explicit, not packed, checked"),
      ("fixture.modern.Sale", "by_number", "implicit, not packed, checked"),
    ])
  func features(message: String, field: String, expected: String) throws {
    let features = try #require(
      try files().message(named: message)?.fields.first { $0.name == field }?.features)
    let words =
      "\(features.presence), \(features.isPacked ? "packed" : "not packed"), "
      + (features.validatesUTF8 ? "checked" : "unchecked") + (features.isClosedEnum ? ", closed" : "")
    #expect(words == expected)
  }

  @Test("the features of an edition are those that file, message, oneof and field set")
  func editionFeatures() throws {
    func options(_ number: Int32, _ features: [(Int32, Int32)]) -> OptionsDescriptor {
      var inner = WireWriter()
      for (feature, value) in features { inner.write(value, as: feature) }
      var outer = WireWriter()
      outer.write(inner.bytes, as: number)
      return OptionsDescriptor(bytes: outer.bytes)
    }
    let base = FieldFeatures(presence: .explicit, isPacked: false, validatesUTF8: true, isClosedEnum: false)
    var file = FileDescriptor(name: "e.proto", package: "p", edition: .edition2023)
    file.options = options(50, [(1, 2), (4, 3)])  // implicit presence, no check of UTF-8
    var message = MessageDescriptor(name: "M")
    message.options = options(12, [(3, 2), (5, 2)])  // not packed, delimited
    message.fields = [
      FieldDescriptor(name: "text", number: 1, label: .optional, type: .scalar(.string), features: base),
      FieldDescriptor(name: "apart", number: 2, label: .repeated, type: .scalar(.int32), features: base),
      FieldDescriptor(name: "inner", number: 3, label: .optional, type: .message("p.M"), features: base),
      FieldDescriptor(name: "kind", number: 4, label: .optional, type: .enumeration("p.Kind"), features: base),
      FieldDescriptor(name: "needed", number: 5, label: .optional, type: .scalar(.int32), features: base),
    ]
    message.fields[4].options = options(21, [(1, 3)])
    file.messages = [message]
    var kind = EnumDescriptor(name: "Kind", isClosed: true)
    kind.options = options(7, [(2, 2)])
    file.enums = [kind]

    let read = try DescriptorReader.file(DescriptorWriter.bytes(of: file))
    let fields = read.messages[0].fields
    #expect(read.edition == .edition2023)
    #expect(fields.map(\.features.presence) == [.implicit, .implicit, .explicit, .implicit, .required])
    #expect(fields.map(\.features.validatesUTF8) == [false, false, false, false, false])
    #expect(!fields[1].features.isPacked)
    #expect(fields[2].type == .group("p.M"))
    #expect(fields[3].features.isClosedEnum)
    #expect(read.enums[0].isClosed)
  }

  @Test("a field without a name in JSON gets its lower camel case, and is written without one")
  func jsonName() throws {
    let features = FieldFeatures(presence: .implicit, isPacked: false, validatesUTF8: true, isClosedEnum: false)
    var field = FieldDescriptor(
      name: "a_bc_D9__e_", number: 1, label: .optional, type: .scalar(.bool), features: features)
    field.isJSONNameStated = false
    var message = MessageDescriptor(name: "M")
    message.fields = [field]
    var file = FileDescriptor(name: "", edition: .proto3)
    file.messages = [message]
    let read = try DescriptorReader.file(DescriptorWriter.bytes(of: file))
    #expect(read.messages[0].fields[0].jsonName == "aBcD9E")
    #expect(DescriptorWriter.bytes(of: read) == DescriptorWriter.bytes(of: file))
  }

  @Test("every beginning of a file and every flipped bit is read or refused, and never ends the process")
  func damaged() throws {
    let file = try #require(try files().files.first { $0.name == "legacy.proto" })
    let bytes = DescriptorWriter.bytes(of: file)
    var refused = 0
    for length in bytes.indices {
      do { _ = try DescriptorReader.file(Array(bytes[..<length])) } catch { refused += 1 }
    }
    for index in bytes.indices {
      var flipped = bytes
      flipped[index] ^= 1 << UInt8(index % 8)
      do { _ = DescriptorWriter.bytes(of: try DescriptorReader.file(flipped)) } catch { refused += 1 }
    }
    #expect(refused > bytes.count)
  }

  @Test(
    "what does not fit the model is refused",
    arguments: [
      ([0x62, 0x01, 0x78], "the syntax 'x' is not known; there are proto2, proto3 and editions"),
      ([0x70, 0xE9, 0x07], "edition 1001 is not known; write the file in edition 2023 or proto3"),
      ([0x22, 0x00], "a message has no name"),
      ([0x50, 0x00], "the file has no import 0"),
      ([0x22, 0x09, 0x0A, 0x01, 0x4D, 0x4A, 0x04, 0x08, 0x05, 0x10, 0x05], "M: the range from 5 to 5 ends"),
      (
        [0x22, 0x0C, 0x0A, 0x01, 0x4D, 0x12, 0x07, 0x0A, 0x01, 0x66, 0x18, 0x00, 0x28, 0x05],
        "M.f: 0 is no field number"
      ),
      (
        [0x22, 0x0C, 0x0A, 0x01, 0x4D, 0x12, 0x07, 0x0A, 0x01, 0x66, 0x18, 0x01, 0x28, 0x0B],
        "M.f: the field has no valid type"
      ),
      (
        [
          0x70, 0xE8, 0x07, 0x22, 0x10, 0x0A, 0x01, 0x4D, 0x12, 0x0B, 0x0A, 0x01, 0x66, 0x18, 0x01, 0x28, 0x0A, 0x32,
          0x02, 0x2E, 0x4D,
        ],
        "M.f: editions have no groups"
      ),
      (
        [0x22, 0x0E, 0x0A, 0x01, 0x4D, 0x12, 0x09, 0x0A, 0x01, 0x66, 0x18, 0x01, 0x28, 0x05, 0x48, 0x00],
        "M.f: the message has no oneof 0"
      ),
    ] as [([UInt8], String)])
  func refused(bytes: [UInt8], message: String) {
    let error = #expect(throws: CodecError.self) { try DescriptorReader.file(bytes) }
    #expect(error?.description.hasPrefix(message) == true, "\(error?.description ?? "")")
  }

  @Test("names that make every mention of a type long are refused", arguments: [1_000, 100_000])
  func longNames(length: Int) {
    var file = FileDescriptor(name: "", package: String(repeating: "p", count: length), edition: .proto3)
    file.messages = [MessageDescriptor(name: String(repeating: "M", count: 30))]
    let error = #expect(throws: CodecError.self) { try DescriptorReader.file(DescriptorWriter.bytes(of: file)) }
    #expect(error?.kind == .limit)
  }

  @Test("messages nested without end are refused")
  func nesting() {
    var bytes: [UInt8] = [0x0A, 0x01, 0x4D]
    for _ in 0..<1_000 {
      var writer = WireWriter()
      writer.write("M", as: 1)
      writer.write(bytes, as: 3)
      bytes = writer.bytes
    }
    var file = WireWriter()
    file.write(bytes, as: 4)
    let error = #expect(throws: CodecError.self) { try DescriptorReader.file(file.bytes) }
    #expect(error?.kind == .limit)
  }
}
