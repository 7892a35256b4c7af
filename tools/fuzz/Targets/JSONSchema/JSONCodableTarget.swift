import SchemaCore

@testable import JSONSchema

/// Reads a record as a Swift type that the first byte chooses, and writes it again.
enum JSONCodableTarget {
  private struct Record: Codable, Equatable {
    enum Kind: String, Codable { case a, b }
    var id: Int8
    var large: UInt64?
    var ratio: Double?
    var share: Float?
    var kind: Kind?
    var text: String?
    var parts: [Record]?
    var byName: [String: [Int]]?
    var any: JSONValue?
  }

  private static let decoder = JSONRecordDecoder()
  private static let encoder = JSONRecordEncoder()
  nonisolated(unsafe) private static var arena = JSONRecordArena()

  static func run(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let first = bytes.first else { return }
    let text = UnsafeBufferPointer(rebasing: bytes.dropFirst())
    switch first % 5 {
    case 0: check(Record.self, text)
    case 1: check(JSONValue.self, text)
    case 2: check([[Double]].self, text)
    case 3: check([String: [String]].self, text)
    default: checkArena(text)
    }
  }

  /// What was read is written, and comes back as it was; what is refused has its place in the text.
  private static func check<Value: Codable & Equatable>(_ type: Value.Type, _ text: UnsafeBufferPointer<UInt8>) {
    let value: Value
    do {
      value = try decoder.decode(type, from: text)
    } catch {
      let place = error.textPosition.map { $0.line + $0.column } ?? 2
      precondition(place <= text.count + 3, "an error is outside of the text")
      return
    }
    do {
      let again = try decoder.decode(type, from: try encoder.encode(value))
      precondition(again == value, "a value comes back as another")
    } catch {
      preconditionFailure("what was read cannot be written and read: \(error)")
    }
  }

  /// An arena and a value hold the same, and their text is the same.
  private static func checkArena(_ text: UnsafeBufferPointer<UInt8>) {
    guard (try? arena.read(text)) != nil else {
      precondition(arena.value == .null, "a refused record is still there")
      return
    }
    let value = arena.value
    var written: [UInt8] = []
    arena.write(into: &written)
    precondition(written == JSONWriter.bytes(value), "an arena writes another text than its value")
    precondition((try? arena.read(written)) != nil && arena.value == value, "a record comes back as another")
  }
}
