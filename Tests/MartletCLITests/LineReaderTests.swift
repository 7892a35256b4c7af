import RegistryTesting
import Testing

@testable import MartletCLI

@Suite struct LineReaderTests {
  @Test(
    "lines come without their ends, blank ones are counted and passed over",
    arguments: [
      ("", []), ("\n\n", []), ("a", ["1:a"]), ("a\n", ["1:a"]), ("a\nb", ["1:a", "2:b"]),
      ("a\r\nb\r\n", ["1:a", "2:b"]), ("\n \t\n\r\na\n\nb", ["4:a", "6:b"]), (" a \n", ["1: a "]), ("\r\n", []),
      ("é\n\u{0}\n", ["1:é", "2:\u{0}"]),
    ])
  func lines(text: String, expected: [String]) async throws {
    #expect(try await read(text.utf8) == expected)
  }

  @Test("a line may be longer than what is read at once")
  func longLine() async throws {
    let long = String(repeating: "x", count: 200_000)
    #expect(try await read("a\n\(long)\nb".utf8) == ["1:a", "2:\(long)", "3:b"])
  }

  @Test("a line without end is given up, and not kept in memory")
  func endlessLine() async throws {
    var reader = LineReader(try FileChannel.reading("/dev/zero"), maximumBytes: 100_000)
    let failure = await #expect(throws: CommandFailure.self) { try await reader.next() }
    #expect(failure?.code == .usage)
    #expect(failure?.message == "line 1 of the input has more than 100000 bytes")
  }

  @Test("a file that cannot be read is named", arguments: ["/nonexistent/file", "/"])
  func unreadable(path: String) async {
    let failure = await #expect(throws: CommandFailure.self) {
      var reader = LineReader(try FileChannel.reading(path))
      return try await reader.next()
    }
    #expect(failure?.code == .usage)
    #expect(failure?.message.hasPrefix("\(path) cannot be read: ") == true)
  }

  private func read(_ bytes: some Sequence<UInt8>) async throws -> [String] {
    let folder = try TemporaryFolder()
    var reader = LineReader(try folder.channel(bytes))
    var lines: [String] = []
    while let line = try await reader.next() {
      lines.append("\(line.number):" + String(decoding: line.bytes, as: UTF8.self))
    }
    return lines
  }
}
