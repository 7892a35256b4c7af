import Testing

@testable import Protobuf

@Suite("A set of linked files")
struct FileSetTests {
  private static let files: FileSet = {
    var inner = MessageDescriptor(name: "Inner")
    inner.enums = [EnumDescriptor(name: "Kind", isClosed: false)]
    var outer = MessageDescriptor(name: "Outer")
    outer.messages = [inner]
    var file = FileDescriptor(name: "a.proto", package: "p.q", edition: .proto3)
    file.messages = [MessageDescriptor(name: "First"), outer]
    file.enums = [EnumDescriptor(name: "Color", isClosed: false)]
    var unnamed = FileDescriptor(name: "b.proto", edition: .proto2)
    unnamed.messages = [MessageDescriptor(name: "Alone")]
    return FileSet([file, unnamed])
  }()

  @Test("finds messages by their full names", arguments: ["p.q.First", "p.q.Outer", "p.q.Outer.Inner", "Alone"])
  func messages(name: String) {
    #expect(Self.files.message(named: name)?.name == name.split(separator: ".").last.map(String.init))
    #expect(Self.files.enumeration(named: name) == nil)
  }

  @Test("finds enums by their full names", arguments: ["p.q.Color", "p.q.Outer.Inner.Kind"])
  func enums(name: String) {
    #expect(Self.files.enumeration(named: name)?.name == name.split(separator: ".").last.map(String.init))
    #expect(Self.files.message(named: name) == nil)
  }

  @Test("knows which file defines a type")
  func definingFile() {
    #expect(Self.files.file(defining: "p.q.Outer.Inner")?.name == "a.proto")
    #expect(Self.files.file(defining: "Alone")?.name == "b.proto")
    #expect(Self.files.file(defining: "p.q.Missing") == nil)
  }
}
