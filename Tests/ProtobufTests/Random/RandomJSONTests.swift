import SchemaCore
import Testing

@testable import Protobuf

/// Random messages through JSON. A failure prints the seed, which makes the same again.
@Suite("Random messages in JSON")
struct RandomJSONTests {
  static let seeds = Array<UInt64>(1...100)

  @Test("a message comes back from JSON as it was", arguments: seeds)
  func roundTrip(seed: UInt64) throws {
    let sample = try RandomMessageTests.Sample(seed: seed)
    let form = [JSONForm.specification, .plain][Int(seed % 2)]
    let json = try ProtoJSON(
      sample.catalog.files, message: RandomMessageTests.Sample.root, options: ProtoJSONOptions(form))
    // JSON has one NaN, and no place for what is not known.
    var messages = RandomMessage(sample.catalog, content: [.zeroCharacters, .implicitNegativeZero], seed: seed)
    var arena = MessageArena()
    for _ in 0..<10 {
      let bytes = sample.encoder.bytes(
        messages.next(of: RandomMessageTests.Sample.root), of: RandomMessageTests.Sample.root)
      try json.program.decode(bytes, into: &arena)
      let text = try json.text(of: arena)
      try json.fill(&arena, withJSON: text)
      var read: [UInt8] = []
      try json.program.encode(&arena, into: &read)
      let isSame = read == bytes
      #expect(isSame, "\(String(decoding: text.prefix(500), as: UTF8.self))")
    }
  }
}
