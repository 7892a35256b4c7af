/// A type as a property has it, and how it is read and written.
indirect enum SwiftType {
  /// A type with a method of its own on reader and writer, which cannot fail to write it.
  case plain(String, method: String)
  /// A type that reads and writes itself.
  case value(String)
  /// A decimal on bytes, or on a fixed of a size.
  case decimal(precision: Int, scale: Int, size: Int?)
  case optional(SwiftType, nullAt: Int)
  case array(SwiftType)
  case map(SwiftType)

  /// The type as it is written in source.
  var text: String {
    switch self {
    case .plain(let name, _), .value(let name): name
    case .decimal: "AvroDecimal"
    case .optional(let wrapped, _): "\(wrapped.text)?"
    case .array(let items): "[\(items.text)]"
    case .map(let values): "AvroMap<\(values.text)>"
    }
  }

  /// The type as it is written before a dot, where `T?` would mean something else in an expression.
  var describedText: String {
    if case .optional = self { "(\(text))" } else { text }
  }

  /// What a comment can tell about the type that its name does not.
  var remark: String? {
    switch self {
    case .decimal(let precision, 0, _): "At most \(precision) digits."
    case .decimal(let precision, let scale, _): "At most \(precision) digits, \(scale) of them after the point."
    case .optional(let part, _), .array(let part), .map(let part): part.remark
    case .plain, .value: nil
    }
  }

  /// True if the name alone says how values are coded.
  var readsItself: Bool {
    switch self {
    case .plain(_, let method): method != "fixedUUID"
    case .value: true
    case .decimal: false
    case .optional(let wrapped, let null): null == 0 && wrapped.readsItself
    case .array(let part), .map(let part): part.readsItself
    }
  }

  /// True if the name alone says what the schema is.
  var describesItself: Bool {
    switch self {
    case .plain(_, let method): method != "fixedUUID" && method != "duration"
    case .value: true
    case .decimal: false
    case .optional(let wrapped, let null): null == 0 && wrapped.describesItself
    case .array(let part), .map(let part): part.describesItself
    }
  }
}
