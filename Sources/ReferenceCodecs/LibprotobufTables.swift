import CProtobufC

/// The tables that libprotobuf-c works by, made at run time; `protoc-c` would write them as C source.
final class LibprotobufTables {
  /// One for each message of the schema. They point at each other and at `fields` and `ranges`.
  private let descriptors: UnsafeMutableBufferPointer<ProtobufCMessageDescriptor>
  private var fields: [UnsafeMutableBufferPointer<ProtobufCFieldDescriptor>] = []
  private var ranges: [UnsafeMutableBufferPointer<ProtobufCIntRange>] = []
  /// The name of everything: the library looks nothing up by name when it reads and writes.
  private let name: UnsafeMutablePointer<CChar>

  /// The bytes in a message's memory for what counts a field, and for the field: the largest is a pointer and a length.
  /// Implicit fields are counted too: without a counter, which protoc-c does not give them, the library loses them when
  /// it merges a submessage that comes twice.
  private static let counterSize = 8
  private static let memberSize = 16

  init(_ schema: LibprotobufSchema) {
    name = .allocate(capacity: 1)
    name.initialize(to: 0)
    descriptors = .allocate(capacity: schema.messages.count)
    descriptors.initialize(repeating: ProtobufCMessageDescriptor())
    for (index, message) in schema.messages.enumerated() { describe(message, at: index) }
  }

  deinit {
    for table in fields { table.deallocate() }
    for table in ranges { table.deallocate() }
    descriptors.deallocate()
    name.deallocate()
  }

  /// The table of a message; nil if there is none at this index.
  func descriptor(at index: Int) -> UnsafePointer<ProtobufCMessageDescriptor>? {
    guard descriptors.indices.contains(index), let start = descriptors.baseAddress else { return nil }
    return UnsafePointer(start + index)
  }

  private func describe(_ message: LibprotobufSchema.Message, at index: Int) {
    let sorted = message.fields.sorted { $0.number < $1.number }
    let table = UnsafeMutableBufferPointer<ProtobufCFieldDescriptor>.allocate(capacity: sorted.count)
    var places: [Int: Int] = [:]
    for (place, field) in sorted.enumerated() {
      // The members of a oneof lie over each other, at the place of the first.
      let shared = field.oneof.map { places[$0] ?? place } ?? place
      if let oneof = field.oneof { places[oneof] = shared }
      table.initializeElement(at: place, to: described(field, at: shared))
    }
    fields.append(table)
    let numbers = numberRanges(of: sorted)
    ranges.append(numbers)

    var descriptor = ProtobufCMessageDescriptor()
    descriptor.magic = UInt32(PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC)
    descriptor.name = UnsafePointer(name)
    descriptor.short_name = UnsafePointer(name)
    descriptor.c_name = UnsafePointer(name)
    descriptor.package_name = UnsafePointer(name)
    descriptor.sizeof_message = Self.offset(of: sorted.count)
    descriptor.n_fields = UInt32(sorted.count)
    descriptor.fields = UnsafePointer(table.baseAddress)
    descriptor.n_field_ranges = UInt32(numbers.count - 1)
    descriptor.field_ranges = UnsafePointer(numbers.baseAddress)
    descriptors[index] = descriptor
  }

  private func described(_ field: LibprotobufSchema.Field, at place: Int) -> ProtobufCFieldDescriptor {
    var descriptor = ProtobufCFieldDescriptor()
    descriptor.name = UnsafePointer(name)
    descriptor.id = field.number
    descriptor.label =
      switch field.presence {
      case .required: PROTOBUF_C_LABEL_REQUIRED
      case .explicit: PROTOBUF_C_LABEL_OPTIONAL
      case .implicit: PROTOBUF_C_LABEL_NONE
      case .repeated: PROTOBUF_C_LABEL_REPEATED
      }
    descriptor.type = type(of: field.kind)
    if case .message(let index) = field.kind { descriptor.descriptor = UnsafeRawPointer(self.descriptor(at: index)) }
    if field.presence == .repeated(packed: true) { descriptor.flags |= PROTOBUF_C_FIELD_FLAG_PACKED.rawValue }
    if field.oneof != nil { descriptor.flags |= PROTOBUF_C_FIELD_FLAG_ONEOF.rawValue }
    descriptor.quantifier_offset = UInt32(Self.offset(of: place))
    descriptor.offset = UInt32(Self.offset(of: place) + Self.counterSize)
    return descriptor
  }

  private func type(of kind: LibprotobufSchema.Kind) -> ProtobufCType {
    switch kind {
    case .int32: PROTOBUF_C_TYPE_INT32
    case .sint32: PROTOBUF_C_TYPE_SINT32
    case .sfixed32: PROTOBUF_C_TYPE_SFIXED32
    case .int64: PROTOBUF_C_TYPE_INT64
    case .sint64: PROTOBUF_C_TYPE_SINT64
    case .sfixed64: PROTOBUF_C_TYPE_SFIXED64
    case .uint32: PROTOBUF_C_TYPE_UINT32
    case .fixed32: PROTOBUF_C_TYPE_FIXED32
    case .uint64: PROTOBUF_C_TYPE_UINT64
    case .fixed64: PROTOBUF_C_TYPE_FIXED64
    case .float: PROTOBUF_C_TYPE_FLOAT
    case .double: PROTOBUF_C_TYPE_DOUBLE
    case .bool: PROTOBUF_C_TYPE_BOOL
    case .enumeration: PROTOBUF_C_TYPE_ENUM
    case .string: PROTOBUF_C_TYPE_STRING
    case .bytes: PROTOBUF_C_TYPE_BYTES
    case .message: PROTOBUF_C_TYPE_MESSAGE
    }
  }

  /// The runs of successive numbers, and one more that says where the last of them ends.
  private func numberRanges(of fields: [LibprotobufSchema.Field]) -> UnsafeMutableBufferPointer<ProtobufCIntRange> {
    var runs: [ProtobufCIntRange] = []
    for (place, field) in fields.enumerated() where place == 0 || fields[place - 1].number + 1 != field.number {
      runs.append(ProtobufCIntRange(start_value: Int32(field.number), orig_index: UInt32(place)))
    }
    runs.append(ProtobufCIntRange(start_value: 0, orig_index: UInt32(fields.count)))
    let table = UnsafeMutableBufferPointer<ProtobufCIntRange>.allocate(capacity: runs.count)
    _ = table.initialize(from: runs)
    return table
  }

  private static func offset(of place: Int) -> Int {
    MemoryLayout<ProtobufCMessage>.size + place * (counterSize + memberSize)
  }
}
