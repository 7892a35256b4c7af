import Avro
import SchemaCore

/// Reads two schemas and a record of the first from the input, with a zero byte between them, and the record with each.
enum EvolutionTarget {
  private static let format = AvroFormat(limits: AvroLimits(bytes: 1 << 14, names: 100))
  nonisolated(unsafe) private static var arena = RecordArena()

  static func run(_ bytes: UnsafeBufferPointer<UInt8>) {
    let parts = bytes.split(separator: 0, maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3, let writer = schema(parts[0]) else { return }
    if let program = try? AvroProgram(writer, limits: FuzzSchemas.limits),
      (try? program.decode(parts[2], into: &arena)) != nil
    {
      RecordTarget.check(&arena, of: program)
    }
    guard let reader = schema(parts[1]) else { return }
    _ = reader.incompatibilities(reading: writer)
    _ = reader.portabilityFindings(reading: writer)
    guard let reading = try? AvroProgram(writer: writer, reader: reader, limits: FuzzSchemas.limits),
      let plain = try? AvroProgram(reader, limits: FuzzSchemas.limits),
      (try? reading.decode(parts[2], into: &arena)) != nil
    else { return }
    ResolutionTarget.check(&arena, reading, plain)
  }

  private static func schema(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> AvroDocument? {
    String(validating: bytes, as: UTF8.self).flatMap { try? format.parse($0, rules: .stored) }
  }
}
