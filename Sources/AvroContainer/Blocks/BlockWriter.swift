import Avro

/// Puts blocks behind one another, to a file or elsewhere.
struct BlockWriter: ~Copyable {
  /// Where the bytes go.
  enum Target {
    case file(OpenFile)
    case sink(([UInt8]) throws -> Void)
  }

  private let target: Target
  private let compressor: (any BlockCompressor)?
  private let syncMarker: SyncMarker
  /// Where the next block begins: everything before is written.
  private(set) var end: Int
  private var compressed: [UInt8] = []
  /// Why nothing can be written any more.
  private var failure: AvroFileError?

  init(_ target: Target, _ compressor: (any BlockCompressor)?, _ syncMarker: SyncMarker, end: Int) {
    self.target = target
    self.compressor = compressor
    self.syncMarker = syncMarker
    self.end = end
  }

  /// Writes a block. After an error nothing of it counts, and it can be tried again if the target is a file.
  mutating func write(_ records: [UInt8], count: Int) throws(AvroFileError) {
    if let compressor {
      let bytes = records.span.bytes
      try bytes.withUnsafeBytes { (records) throws(AvroFileError) in
        try compressor.compress(records, into: &compressed)
      }
      try write(stored: compressed, count: count)
    } else {
      try write(stored: records, count: count)
    }
  }

  private mutating func write(stored data: [UInt8], count: Int) throws(AvroFileError) {
    var head: [UInt8] = []
    head.append(varint: Int64(count))
    head.append(varint: Int64(data.count))
    var tail: [UInt8] = []
    tail.append(syncMarker)
    try write(head, data, tail)
  }

  /// Writes bytes at the end: those of three arrays, so that blocks need not be copied into one.
  mutating func write(_ head: [UInt8], _ body: [UInt8] = [], _ tail: [UInt8] = []) throws(AvroFileError) {
    if let failure { throw failure }
    switch target {
    case .file(let file):
      do throws(AvroFileError) {
        try file.write(head, body, tail, at: end)
      } catch {
        // What was written of the block is taken away, for instance from a disk that is full. Should that fail too, the
        // file has a torn end, and the next try writes over it.
        try? file.truncate(to: end)
        throw error
      }
    case .sink(let write):
      do {
        try write(head + body + tail)
      } catch {
        // Nobody knows how much of it arrived.
        let error = AvroFileError(.system, "the file's bytes cannot be delivered: \(error)")
        failure = error
        throw error
      }
    }
    end += head.count + body.count + tail.count
  }

  /// Waits until what was written is on the device. What is not a file is left to its owner.
  func synchronize() throws(AvroFileError) {
    if case .file(let file) = target { try file.synchronize() }
  }

  /// Closes the file.
  func close() throws(AvroFileError) {
    if case .file(let file) = target { try file.close() }
  }
}
