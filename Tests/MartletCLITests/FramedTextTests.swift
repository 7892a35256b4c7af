import RegistryTesting
import Testing

@testable import MartletCLI

@Suite struct FramedTextTests {
  private static let records: [[UInt8]] = [[0, 0, 0, 0, 1, 2], [0x0A], Array(repeating: 0xFF, count: 100_000)]

  @Test("what is written in a form is read back from it", arguments: FramedText.allCases)
  func roundTrip(text: FramedText) async throws {
    let records = text == .raw ? Array(Self.records.prefix(1)) : Self.records
    #expect(try await read(records.flatMap { Self.written($0, text) }, as: text) == records)
  }

  @Test(
    "each form is written as it is known",
    arguments: [
      (FramedText.base64, Array("AAo=\n".utf8)), (.hex, Array("000a\n".utf8)), (.raw, [0, 10]),
      (.lengthPrefixed, [0, 0, 0, 2, 0, 10]),
    ])
  func written(text: FramedText, expected: [UInt8]) {
    #expect(Self.written([0, 10], text) == expected)
  }

  private static func written(_ record: [UInt8], _ text: FramedText) -> [UInt8] {
    var output: [UInt8] = []
    text.append(record, to: &output)
    return output
  }

  @Test("a line that cannot be read has its place, and the next one is read")
  func malformedLine() async throws {
    let folder = try TemporaryFolder()
    var reader = FramedReader(try folder.channel("00\n\nzz\n0\n01".utf8), as: .hex)
    var outcomes: [String] = []
    while let (record, problem) = try await reader.next() {
      outcomes.append("\(reader.place): \(problem ?? "\(record)")")
    }
    #expect(outcomes == ["line 1: [0]", "line 3: this is not hex", "line 4: this is not hex", "line 5: [1]"])
  }

  @Test(
    "a stream of lengths that is cut off says where",
    arguments: [
      ([0, 0, 0], "record 1: the input ends within the length"),
      ([0, 0, 0, 1, 7, 0, 0, 0, 3, 1], "record 2: the input ends after 1 of 3 bytes"),
      (
        [255, 255, 255, 255, 0],
        "record 1 says that it has 4294967295 bytes; at most \(FramedReader.maximumBytes) are accepted"
      ),
    ] as [([UInt8], String)])
  func cutOff(bytes: [UInt8], message: String) async {
    let failure = await #expect(throws: CommandFailure.self) { try await read(bytes, as: .lengthPrefixed) }
    #expect(failure?.code == .usage)
    #expect(failure?.message == message)
  }

  @Test("an empty input has no records, but an empty raw record is one")
  func empty() async throws {
    for text in FramedText.allCases {
      #expect(try await read([], as: text) == (text == .raw ? [[]] : []))
    }
  }

  private func read(_ bytes: [UInt8], as text: FramedText) async throws -> [[UInt8]] {
    let folder = try TemporaryFolder()
    var reader = FramedReader(try folder.channel(bytes), as: text)
    var records: [[UInt8]] = []
    while let (record, problem) = try await reader.next() {
      #expect(problem == nil)
      records.append(record)
    }
    return records
  }
}
