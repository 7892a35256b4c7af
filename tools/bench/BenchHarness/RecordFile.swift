public import FoundationEssentials

/// The files that `tools/bench/run` writes for the measuring programs.
public enum RecordFile {
  /// The records of a file, each in memory of its own, which lives as long as the process; nil if there is no such file.
  ///
  /// A record is its bytes behind their count in four bytes, the lowest first.
  public static func records(at path: String) throws -> [UnsafeRawBufferPointer]? {
    guard let bytes = content(of: path) else { return nil }
    var records: [UnsafeRawBufferPointer] = []
    var place = 0
    while place < bytes.count {
      guard place + 4 <= bytes.count else { throw BenchFailure("\(path) is cut off") }
      let count = (0..<4).reduce(0) { $0 | Int(bytes[place + $1]) << (8 * $1) }
      place += 4
      guard count <= bytes.count - place else { throw BenchFailure("\(path) is cut off") }
      let record = UnsafeMutableRawBufferPointer.allocate(byteCount: count, alignment: 1)
      record.copyBytes(from: bytes[place..<place + count])
      records.append(UnsafeRawBufferPointer(record))
      place += count
    }
    return records
  }

  /// The text of a file; nil if there is no such file.
  public static func text(at path: String) -> String? { content(of: path).map { String(decoding: $0, as: UTF8.self) } }

  /// The bytes of a file; nil if there is no such file.
  public static func content(of path: String) -> Data? { try? Data(contentsOf: URL(filePath: path)) }
}
