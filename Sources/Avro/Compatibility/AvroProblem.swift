/// One thing that keeps a reader from reading a writer's data, and where it is.
struct AvroProblem {
  /// What is wrong.
  indirect enum Kind {
    case nameMismatch(reader: AvroName, writer: AvroName, keyword: String)
    case fixedSizeMismatch(name: AvroName, reader: Int, writer: Int)
    case missingEnumSymbols([String], name: AvroName)
    case missingDefault(field: String, record: AvroName)
    /// The same for a field whose type is an enum with a default symbol, which is reported in another way.
    case missingEnumField(field: String, record: AvroName)
    case typeMismatch(reader: AvroType, writer: AvroType)
    /// The reason is known where the reader's union has a branch that looks like the right one.
    case missingUnionBranch(writer: AvroType, reason: AvroProblem?)
    case ambiguousField(String, type: AvroType, index: Int, record: AvroName)
    case limit(String)
  }

  var kind: Kind
  var place: AvroPlace
}
