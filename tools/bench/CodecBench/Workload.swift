import Avro
import FoundationEssentials

/// The records of one workload and their schemas.
struct Workload {
  struct Malformed: Error, CustomStringConvertible { var description: String }

  var name: String
  /// Where its files are.
  var folder: String
  var schema: AvroDocument
  /// Schemas to read the records with, by what they are for.
  var readers: [String: AvroDocument] = [:]
  /// Each in memory of its own, which lives as long as the process.
  var records: [UnsafeRawBufferPointer] = []

  /// Reads NAME.records and the schemas beside it; nil if the folder does not have them.
  init?(_ name: String, in folder: String) throws {
    guard let bytes = try? Data(contentsOf: URL(filePath: "\(folder)/\(name).records")) else { return nil }
    self.name = name
    self.folder = folder
    schema = try Self.schema("\(folder)/\(name).avsc")
    for kind in ["full", "basic"] {
      let path = "\(folder)/\(name).\(kind).avsc"
      if FileManager.default.fileExists(atPath: path) { readers[kind] = try Self.schema(path) }
    }
    var place = 0
    while place < bytes.count {
      guard place + 4 <= bytes.count else { throw Malformed(description: "\(name).records is cut off") }
      let count = (0..<4).reduce(0) { $0 | Int(bytes[place + $1]) << (8 * $1) }
      place += 4
      guard count <= bytes.count - place else { throw Malformed(description: "\(name).records is cut off") }
      let record = UnsafeMutableRawBufferPointer.allocate(byteCount: count, alignment: 1)
      record.copyBytes(from: bytes[place..<place + count])
      records.append(UnsafeRawBufferPointer(record))
      place += count
    }
  }

  /// Throws if the bytes are not those of a record.
  func check(_ bytes: [UInt8], isRecord place: Int) throws {
    guard bytes.elementsEqual(records[place]) else {
      throw Malformed(description: "\(name): record \(place) is written otherwise")
    }
  }

  private static func schema(_ path: String) throws -> AvroDocument {
    try AvroFormat().parse(String(decoding: Data(contentsOf: URL(filePath: path)), as: UTF8.self))
  }
}
