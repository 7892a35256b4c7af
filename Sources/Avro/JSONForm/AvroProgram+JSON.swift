public import SchemaCore

extension AvroProgram {
  /// Puts a record given as JSON text into the arena, in place of what it held.
  ///
  /// In plain JSON the value of a union stands alone where just one of the union's types takes it, and the
  /// specification's encoding, as in `{"string": "gift"}`, counts where it fits; of numeric types that all take a number
  /// a whole one is an int, a long, a double or a float, in this order, and others are a double or a float first. Missing
  /// fields take their default, or null. Whole numbers may be written as `1.0` or `1e3`. Dates, times and timestamps are
  /// ISO 8601 text or their number; decimals are text or a number, with no more digits than fit, or their bytes in
  /// hexadecimal such as `"0x04e2"`; UUIDs on fixed and durations are text. Other bytes are written as in the
  /// specification's encoding, a character from U+0000 to U+00FF for each.
  ///
  /// - Throws: `CodecError` of kind `syntax` for a text that is not JSON, else one naming the field that does not fit
  ///   the schema; the arena is empty then.
  public func fill(
    _ arena: inout RecordArena, withJSON text: some Collection<UInt8>, form: JSONForm = .specification
  ) throws(CodecError) {
    arena.reset(for: 0)
    let json: JSONValue
    do {
      json = try JSONParser.parse(text)
    } catch {
      throw CodecError(error.isLimit ? .limit : .syntax, error.description)
    }
    try JSONFormReader.fill(&arena, with: json, form, self)
    arena.owner = identifier
  }

  /// The record in the arena as one line of JSON text. Read again in the same form, it gives the same record, apart from
  /// what JSON cannot tell: which NaN it was, and in plain JSON the bytes in front of a decimal that mean nothing.
  ///
  /// In plain JSON the bytes of a decimal that has more digits than its schema allows are written in hexadecimal.
  ///
  /// - Throws: `CodecError` if the arena holds no record of this program or one that is nested too deeply.
  public func jsonText(
    of arena: borrowing RecordArena, form: JSONForm = .specification
  ) throws(CodecError) -> [UInt8] {
    try requireRecord(in: arena)
    return try JSONFormWriter.text(of: arena, layout, form)
  }
}
