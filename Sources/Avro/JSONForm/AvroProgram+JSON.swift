public import SchemaCore

extension AvroProgram {
  /// Puts a record given as JSON text into the arena, in place of what it held.
  ///
  /// - Throws: `CodecError` of kind `syntax` for a text that is not JSON, else one naming the field that does not fit
  ///   the schema; the arena is empty then.
  public func fill(
    _ arena: inout RecordArena, withJSON text: some Collection<UInt8>
  ) throws(CodecError) {
    arena.reset(for: 0)
    let json: JSONValue
    do {
      json = try JSONParser.parse(text)
    } catch {
      throw CodecError(error.isLimit ? .limit : .syntax, error.description)
    }
    try JSONFormReader.fill(&arena, with: json, self)
    arena.owner = identifier
  }

  /// The record in the arena as one line of JSON text.
  ///
  /// - Throws: `CodecError` if the arena holds no record of this program, or one that is nested too deeply.
  public func jsonText(of arena: borrowing RecordArena) throws(CodecError) -> [UInt8] {
    try requireRecord(in: arena)
    return try JSONFormWriter.text(of: arena, layout)
  }
}
