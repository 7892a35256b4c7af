import Testing

@testable import Protobuf

@Suite("The built-in files")
struct BuiltInFilesTests {
  @Test("are found by their import paths")
  func found() {
    for name in BuiltInFiles.names { #expect(BuiltInFiles.text(of: name)?.contains("package ") == true, "\(name)") }
    #expect(BuiltInFiles.text(of: "google/protobuf/missing.proto") == nil)
  }

  @Test("hold those of the reference registry, and the features of C++ and Java")
  func names() {
    #expect(BuiltInFiles.names.count == 32)
    #expect(BuiltInFiles.names.contains("confluent/meta.proto"))
    #expect(BuiltInFiles.names.contains("google/protobuf/descriptor.proto"))
    #expect(BuiltInFiles.names.contains("google/type/money.proto"))
  }
}
