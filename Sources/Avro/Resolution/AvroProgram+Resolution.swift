extension AvroProgram {
  /// Compiles the reading of one schema's records with another (Avro 1.12 specification, Schema Resolution).
  ///
  /// What is decoded with the program is a record of the reader's schema: its fields in the reader's order, with defaults
  /// for those that were not written, numbers promoted, and what the reader does not know stepped over without being
  /// looked at (bounds, branches of unions and limits are checked there too, texts and symbols are not). In all else the
  /// program is the one of the reader's schema, and encodes its records.
  ///
  /// What can be read at all is decided here, what is in a record decides the rest: a branch or a symbol that the reader
  /// does not have, or items of a type that it cannot read, are an error of the records that hold them. An error's path
  /// names fields as the writer does.
  ///
  /// Beyond what the specification says: of the branches of a union, records, enums and fixed with the same full name
  /// come first, then those with an alias, then those with the same name in another namespace. A field of the reader's
  /// takes the writer's field of the same name before one that it has an alias for.
  ///
  /// - Throws: `AvroResolutionError` with all reasons why there is no record that could be read; or if one of the schemas
  ///   cannot be compiled, or the two of them need more than a million instructions.
  public convenience init(
    writer: AvroDocument, reader: AvroDocument, limits: RecordLimits = RecordLimits()
  ) throws(AvroResolutionError) {
    let layout: AvroLayout
    let writerLayout: AvroLayout
    do {
      layout = try AvroLayout(reader)
      writerLayout = try AvroLayout(writer)
    } catch {
      throw .schema(error)
    }
    let resolution = try ResolutionCompiler.resolution(writer: writerLayout, reader: layout)
    self.init(reader, layout, writer: writerLayout, resolution, limits)
  }
}
