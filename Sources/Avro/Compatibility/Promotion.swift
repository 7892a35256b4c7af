/// Which primitive types can be read as which others (Avro 1.12 specification, Schema Resolution).
enum Promotion {
  /// True if values written as `writer` can be read as `reader`, which is another type.
  static func exists(from writer: AvroType, to reader: AvroType) -> Bool {
    switch (writer, reader) {
    case (.int, .long), (.int, .float), (.int, .double), (.long, .float), (.long, .double), (.float, .double),
      (.string, .bytes), (.bytes, .string):
      true
    default:
      false
    }
  }
}
