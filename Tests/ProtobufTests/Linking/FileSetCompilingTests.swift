import Protobuf
import Testing

@Suite("Files compiled by their texts")
struct FileSetCompilingTests {
  private static let money = """
    syntax = "proto3";
    package example;
    message Money { int64 amount = 1; }
    """
  private static let order = """
    syntax = "proto3";
    package example;
    import "money.proto";
    import "google/protobuf/timestamp.proto";
    message Order { Money price = 1; google.protobuf.Timestamp at = 2; }
    """

  @Test("files find one another in any order, and built-in ones without being given")
  func order() throws {
    let texts = [(name: "order.proto", text: Self.order), (name: "money.proto", text: Self.money)]
    for files in [texts, texts.reversed()] {
      let set = try FileSet(compiling: files)
      #expect(set.message(named: "example.Order") != nil)
      #expect(set.message(named: "google.protobuf.Timestamp") != nil)
      #expect(set.files.last?.name == "order.proto")
    }
  }

  @Test("a file that is missing is told with its place")
  func missing() throws {
    let error = try #require(throws: ProtoProblems.self) {
      try FileSet(compiling: [(name: "order.proto", text: Self.order)])
    }
    #expect(error.description.contains("order.proto:3:"))
    #expect(error.description.contains("money.proto"))
  }
}
