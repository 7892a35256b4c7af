import Avro
import SchemaCore

/// Reads records into Swift types, which read themselves or are `Codable`: both take what the generic decoder takes, and
/// nothing else.
enum TypedTarget {
  nonisolated(unsafe) private static var arena = RecordArena()
  private static let program = FuzzSchemas.plain[0]
  private static let decoder = AvroDecoder(program)
  private static let encoder = AvroEncoder(program)

  static func run(_ bytes: UnsafeBufferPointer<UInt8>) {
    let isAccepted = (try? program.decode(bytes, into: &arena)) != nil
    do throws(CodecError) {
      let order = try FuzzOrder(avro: bytes)
      precondition(isAccepted, "a type takes what is no record")
      let written = try order.avroBytes()
      let encoded = try RecordTarget.encode(&arena, program)
      precondition(written == encoded, "a type is written in another way than the record")
    } catch {
      check(error, bytes, isAccepted)
    }
    do throws(CodecError) {
      let order = try decoder.decode(CodableFuzzOrder.self, from: bytes)
      precondition(isAccepted, "a Codable type takes what is no record")
      let encoded = try encoder.encode(order)
      let again = try decoder.decode(CodableFuzzOrder.self, from: encoded)
      precondition(order.id == again.id && order.lines == again.lines, "a Codable type comes back as another")
      precondition(order.labels.keys == again.labels.keys, "a dictionary comes back as another")
    } catch {
      check(error, bytes, isAccepted)
    }
  }

  private static func check(_ error: CodecError, _ bytes: UnsafeBufferPointer<UInt8>, _ isAccepted: Bool) {
    precondition(!isAccepted, "what was accepted is refused: \(error)")
    precondition(error.byteOffset.map { (0...bytes.count).contains($0) } == true, "an error is outside of the record")
  }
}
