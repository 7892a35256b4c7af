import Avro
import BenchHarness
import RecordCodec
import SchemaCore

/// Records of one kind, framed by calls that never wait and by calls that might, and by the codec alone.
struct SerdeRows<Payload: PayloadCodec> where Payload.Record: Sendable {
  private let name: String
  private let bareEncoder: Payload.Encoder
  private let bareDecoder: Payload.Decoder
  private let encoder: RecordEncoder<Payload>
  private let decoder: RecordDecoder<Payload>
  private let bare: [UnsafeRawBufferPointer]
  private let framed: [[UInt8]]
  private let values: [Payload.Record]
  /// Takes what is decoded.
  private let reused: UnsafeMutablePointer<Payload.Record>

  init(_ payload: Payload, _ workload: Workload) async throws {
    name = workload.name
    bare = workload.records
    let schema = try AvroFormat().parse(workload.lookup.text)
    let decoder = try payload.decoder(reading: .root, of: schema)
    bareEncoder = try payload.encoder(writing: schema)
    bareDecoder = decoder
    encoder = RecordEncoder(payload, topic: "t", lookup: workload.lookup)
    self.decoder = RecordDecoder(payload, lookup: workload.lookup)
    values = try workload.records.map { try decoder.decode($0) }
    var framed: [[UInt8]] = []
    for value in values { framed.append(try await encoder.encode(value).bytes) }
    _ = try await self.decoder.decode(framed[0])
    self.framed = framed
    reused = .allocate(capacity: 1)
    reused.initialize(to: values[0])
  }

  func rows(ofCodecAlone isCodecAlone: Bool) -> [Row] {
    if isCodecAlone {
      return [
        row("decode") { for record in bare { reused.pointee = try bareDecoder.decode(record) } },
        row("encode") { for value in values { keep(try bareEncoder.encode(value, behind: []).count) } },
      ]
    }
    return [
      row("decode:ready") {
        for record in framed {
          let decoded = try record.span.bytes.withUnsafeBytes { (bytes) throws(RecordCodecError) in
            try decoder.decodeIfReady(bytes)
          }
          if let decoded { reused.pointee = decoded }
        }
      },
      row("decode:await") {
        try synchronously { for record in framed { reused.pointee = try await decoder.decode(record) } }
      },
      row("encode:ready") {
        for value in values { keep(try encoder.encodeIfReady(value)?.bytes.count ?? 0) }
      },
      row("encode:await") {
        try synchronously { for value in values { keep(try await encoder.encode(value).bytes.count) } }
      },
    ]
  }

  private func row(_ operation: String, _ pass: @escaping () throws -> Void) -> Row {
    Row(name: "\(name)/\(operation)", recordCount: values.count, pass: pass)
  }

  /// Runs what never waits in this thread, whose time is measured.
  private func synchronously(_ work: @escaping () async throws -> Void) throws {
    nonisolated(unsafe) let work = work
    nonisolated(unsafe) var outcome: Result<Void, any Error>?
    Task.immediate {
      do { outcome = .success(try await work()) } catch { outcome = .failure(error) }
    }
    guard let outcome else { throw BenchFailure("a record has waited") }
    try outcome.get()
  }
}
