import SchemaCore

/// Writes the Parsing Canonical Form (Avro 1.12 specification, Transforming into Parsing Canonical Form): only what
/// matters for reading data, in one order, with full names.
struct ParsingCanonicalForm: CompactJSONPrinter {
  var output: [UInt8] = []

  /// The form of a schema into which its references have been written.
  static func text(of schema: AvroSchema) -> String {
    var form = ParsingCanonicalForm()
    form.write(schema)
    return String(decoding: form.output, as: UTF8.self)
  }

  private mutating func write(_ schema: AvroSchema) {
    switch schema.type {
    case .null, .boolean, .int, .long, .float, .double, .bytes, .string:
      string(schema.type.keyword ?? "")
    case .array(let items):
      open("array", "items")
      write(items)
      output += "}".utf8
    case .map(let values):
      open("map", "values")
      write(values)
      output += "}".utf8
    case .union(let branches):
      list(branches) { form, branch in form.write(branch) }
    case .record(let record):
      open(record.name, "record", "fields")
      list(record.fields) { form, field in
        form.output += "{\"name\":".utf8
        form.string(field.name)
        form.output += ",\"type\":".utf8
        form.write(field.schema)
        form.output += "}".utf8
      }
      output += "}".utf8
    case .enumeration(let enumeration):
      open(enumeration.name, "enum", "symbols")
      list(enumeration.symbols) { form, symbol in form.string(symbol) }
      output += "}".utf8
    case .fixed(let fixed):
      open(fixed.name, "fixed", "size")
      output += "\(fixed.size)}".utf8
    case .named(let name):
      string(name.fullName)
    }
  }

  private mutating func open(_ type: String, _ key: String) {
    output += "{\"type\":\"\(type)\",\"\(key)\":".utf8
  }

  private mutating func open(_ name: AvroName, _ type: String, _ key: String) {
    output += "{\"name\":".utf8
    string(name.fullName)
    output += ",\"type\":\"\(type)\",\"\(key)\":".utf8
  }
}
