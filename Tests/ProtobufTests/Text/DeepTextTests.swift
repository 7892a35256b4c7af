import Testing

@testable import Protobuf

@Suite("Texts of deeply nested files")
struct DeepTextTests {
  @Test(
    "what is nested as deep as the limit is written in every form on a small stack",
    arguments: [
      ("", "message A { optional A a = 1;", "}", ""), ("message M {", "optional group A = 1 {", "}", "}"),
      ("option (a) = {", "a {", "}", "};"), ("option (a) = { a:", "[", "]", "};"),
    ])
  func nesting(head: String, opening: String, closing: String, tail: String) {
    let levels = head.isEmpty ? 64 : 63
    let text = head + String(repeating: opening, count: levels) + String(repeating: closing, count: levels) + tail
    onSmallStack {
      do {
        let file = try TextSamples.parse(text)
        #expect(!CanonicalText.text(of: file).isEmpty)
        _ = CanonicalText.text(of: file.withoutExtensions())
        _ = try TextSamples.form(of: file).text()
      } catch {
        Issue.record(error)
      }
    }
  }

  @Test("descriptors nested as deep as the limit are read, made text and written on a small stack")
  func descriptors() {
    var message = MessageDescriptor(name: "M")
    for _ in 1..<64 {
      var outer = MessageDescriptor(name: "M")
      outer.messages = [message]
      message = outer
    }
    var file = FileDescriptor(name: "", edition: .proto3)
    file.messages = [message]
    let bytes = DescriptorWriter.bytes(of: file)
    onSmallStack {
      do {
        let read = try DescriptorReader.file(bytes)
        #expect(DescriptorWriter.bytes(of: read) == bytes)
        #expect(!CanonicalText.text(of: try FileSyntax(descriptor: read)).isEmpty)
      } catch {
        Issue.record(error)
      }
    }
  }
}
