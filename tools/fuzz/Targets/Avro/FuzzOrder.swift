import Avro
import SchemaCore

/// A record of the first of `FuzzSchemas.plain`, as a type that reads and writes itself.
struct FuzzOrder: AvroSerializable {
  struct Line {
    var sku: String
    var price: [UInt8]
    var count: Int32
  }

  enum Label {
    case null, boolean(Bool), floats([Float])
  }

  static let avroSchema = FuzzSchemas.plain[0].schema

  var id: Int64
  var customer: String?
  var lines: [Line]
  var labels: AvroMap<Label>
  var state: Int
  var at: AvroTimestamp<Milliseconds>

  init(from reader: inout AvroReader) throws(CodecError) {
    id = try reader.long()
    customer = try reader.optional { reader throws(CodecError) in try reader.string() }
    lines = try reader.array { reader throws(CodecError) in
      Line(sku: try reader.string(), price: try reader.bytes(), count: try reader.int())
    }
    labels = try reader.map { (reader: inout AvroReader) throws(CodecError) -> Label in
      switch try reader.branch(of: 3) {
      case 0: .null
      case 1: .boolean(try reader.boolean())
      default: .floats(try [Float](from: &reader))
      }
    }
    state = try reader.symbol(of: 3)
    at = try AvroTimestamp(from: &reader)
  }

  func write(to writer: inout AvroWriter) throws(CodecError) {
    writer.long(id)
    try writer.optional(customer) { writer, customer throws(CodecError) in writer.string(customer) }
    try writer.array(lines) { writer, line throws(CodecError) in
      writer.string(line.sku)
      writer.bytes(line.price)
      writer.int(line.count)
    }
    try writer.map(labels) { writer, label throws(CodecError) in
      switch label {
      case .null: writer.index(0)
      case .boolean(let value):
        writer.index(1)
        writer.boolean(value)
      case .floats(let items):
        writer.index(2)
        try items.write(to: &writer)
      }
    }
    writer.index(state)
    try at.write(to: &writer)
  }
}

/// The same as a `Codable` type.
struct CodableFuzzOrder: Codable {
  struct Line: Codable, Equatable {
    var sku: String
    var price: [UInt8]
    var count: Int32
  }

  enum Label: Codable {
    case null, boolean(Bool), floats([Float])

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if container.decodeNil() {
        self = .null
      } else if let value = try? container.decode(Bool.self) {
        self = .boolean(value)
      } else {
        self = .floats(try container.decode([Float].self))
      }
    }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      switch self {
      case .null: try container.encodeNil()
      case .boolean(let value): try container.encode(value)
      case .floats(let items): try container.encode(items)
      }
    }
  }

  enum State: String, Codable { case new = "NEW", paid = "PAID", sent = "SENT" }

  var id: Int64
  var customer: String?
  var lines: [Line]
  var labels: [String: Label]
  var state: State
  var at: Int64
}
