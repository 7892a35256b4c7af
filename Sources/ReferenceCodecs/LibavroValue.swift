import CAvro

/// A value in the memory of libavro, which somebody else frees.
struct LibavroValue {
  private let value: avro_value_t

  init(_ value: avro_value_t) {
    self.value = value
  }

  private var functions: avro_value_iface_t { value.iface.pointee }
  /// Nil for records without fields.
  private var memory: UnsafeMutableRawPointer? { value.`self` }

  /// The value and everything in it.
  func read() throws(LibavroCodec.Failure) -> ReferenceValue {
    switch functions.get_type(value.iface, memory) {
    case AVRO_NULL: return .null
    case AVRO_BOOLEAN: return .boolean(try get(functions.get_boolean, Int32(0)) != 0)
    case AVRO_INT32: return .int(try get(functions.get_int, 0))
    case AVRO_INT64: return .long(try get(functions.get_long, 0))
    case AVRO_FLOAT: return .float(try get(functions.get_float, 0).bitPattern)
    case AVRO_DOUBLE: return .double(try get(functions.get_double, 0).bitPattern)
    case AVRO_BYTES: return .bytes(try content(functions.get_bytes))
    case AVRO_STRING: return .string(try string())
    case AVRO_FIXED: return .fixed(try content(functions.get_fixed))
    case AVRO_ENUM: return .enumeration(Int(try get(functions.get_enum, Int32(0))))
    case AVRO_ARRAY: return .array(try parts().map(\.value))
    case AVRO_MAP: return .map(try parts())
    case AVRO_RECORD: return .record(try parts().map(\.value))
    case AVRO_UNION:
      var branch = avro_value_t()
      let place = try get(functions.get_discriminant, Int32(0))
      try check(functions.get_current_branch(value.iface, memory, &branch))
      return .union(Int(place), try LibavroValue(branch).read())
    default: throw LibavroCodec.Failure(description: "a value of an unknown type")
    }
  }

  /// Fills the value, which must be empty, with one of the same type.
  func write(_ source: ReferenceValue) throws(LibavroCodec.Failure) {
    let iface = value.iface
    switch source {
    case .null: try check(functions.set_null(iface, memory))
    case .boolean(let value): try check(functions.set_boolean(iface, memory, value ? 1 : 0))
    case .int(let value): try check(functions.set_int(iface, memory, value))
    case .long(let value): try check(functions.set_long(iface, memory, value))
    case .float(let bits): try check(functions.set_float(iface, memory, Float(bitPattern: bits)))
    case .double(let bits): try check(functions.set_double(iface, memory, Double(bitPattern: bits)))
    case .bytes(let bytes): try set(functions.set_bytes, bytes)
    case .fixed(let bytes): try set(functions.set_fixed, bytes)
    case .enumeration(let place): try check(functions.set_enum(iface, memory, Int32(clamping: place)))
    case .string(let bytes):
      let terminated = (bytes + [0]).map(CChar.init(bitPattern:))
      try check(functions.set_string_len(iface, memory, terminated, terminated.count))
    case .array(let items):
      for item in items {
        var child = avro_value_t()
        try check(functions.append(iface, memory, &child, nil))
        try LibavroValue(child).write(item)
      }
    case .map(let entries):
      for entry in entries {
        var child = avro_value_t()
        let key = (entry.key + [0]).map(CChar.init(bitPattern:))
        try check(functions.add(iface, memory, key, &child, nil, nil))
        try LibavroValue(child).write(entry.value)
      }
    case .record(let fields):
      for (place, field) in fields.enumerated() {
        var child = avro_value_t()
        try check(functions.get_by_index(iface, memory, place, &child, nil))
        try LibavroValue(child).write(field)
      }
    case .union(let place, let source):
      var branch = avro_value_t()
      try check(functions.set_branch(iface, memory, Int32(clamping: place), &branch))
      try LibavroValue(branch).write(source)
    }
  }

  /// The items of an array, the entries of a map or the fields of a record, which have keys too.
  private func parts() throws(LibavroCodec.Failure) -> [ReferenceValue.Entry] {
    var parts: [ReferenceValue.Entry] = []
    for place in 0..<(try get(functions.get_size, 0)) {
      var child = avro_value_t()
      var name: UnsafePointer<CChar>?
      try check(functions.get_by_index(value.iface, memory, place, &child, &name))
      let key = name.map { Array(UnsafeRawBufferPointer(start: $0, count: strlen($0))) } ?? []
      parts.append(ReferenceValue.Entry(key: key, value: try LibavroValue(child).read()))
    }
    return parts
  }

  private typealias Interface = UnsafePointer<avro_value_iface_t>

  private func get<Result>(
    _ getter: (Interface?, UnsafeRawPointer?, UnsafeMutablePointer<Result>?) -> Int32, _ empty: Result
  ) throws(LibavroCodec.Failure) -> Result {
    var result = empty
    try check(getter(value.iface, memory, &result))
    return result
  }

  private func content(
    _ getter: (
      Interface?, UnsafeRawPointer?, UnsafeMutablePointer<UnsafeRawPointer?>?, UnsafeMutablePointer<Int>?
    ) -> Int32
  ) throws(LibavroCodec.Failure) -> [UInt8] {
    var start: UnsafeRawPointer?
    var count = 0
    try check(getter(value.iface, memory, &start, &count))
    return Array(UnsafeRawBufferPointer(start: start, count: count))
  }

  /// A string's count takes in the zero byte at its end.
  private func string() throws(LibavroCodec.Failure) -> [UInt8] {
    var start: UnsafePointer<CChar>?
    var count = 0
    try check(functions.get_string(value.iface, memory, &start, &count))
    return Array(UnsafeRawBufferPointer(start: start, count: max(count - 1, 0)))
  }

  private func set(
    _ setter: (Interface?, UnsafeMutableRawPointer?, UnsafeMutableRawPointer?, Int) -> Int32,
    _ bytes: [UInt8]
  ) throws(LibavroCodec.Failure) {
    var bytes = bytes
    let status = bytes.withUnsafeMutableBytes { buffer in
      // The library copies the bytes and takes no null pointer for none.
      var nothing: UInt8 = 0
      return withUnsafeMutableBytes(of: &nothing) { empty in
        setter(value.iface, memory, buffer.baseAddress ?? empty.baseAddress, buffer.count)
      }
    }
    try check(status)
  }

  private func check(_ status: Int32) throws(LibavroCodec.Failure) { try LibavroCodec.check(status) }
}
