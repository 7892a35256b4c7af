public import SchemaCore

extension Incompatibility.Kind {
  /// A record, an enum or a fixed has another name than the writer's, and no alias.
  public static let nameMismatch = Self(rawValue: "NAME_MISMATCH")
  /// A fixed has another size than the writer's.
  public static let fixedSizeMismatch = Self(rawValue: "FIXED_SIZE_MISMATCH")
  /// An enum lacks symbols that the writer may have written, and has no default symbol.
  public static let missingEnumSymbols = Self(rawValue: "MISSING_ENUM_SYMBOLS")
  /// The writer has no such field, and the reader's has no default.
  public static let readerFieldMissingDefaultValue = Self(rawValue: "READER_FIELD_MISSING_DEFAULT_VALUE")
  /// There is no way to read the one type as the other.
  public static let typeMismatch = Self(rawValue: "TYPE_MISMATCH")
  /// A union has no branch that could read what the writer may have written.
  public static let missingUnionBranch = Self(rawValue: "MISSING_UNION_BRANCH")
  /// A field and its aliases stand for more than one field of the writer's.
  public static let ambiguousField = Self(rawValue: "AMBIGUOUS_FIELD")
  /// The schemas are too deep or too large to be compared.
  public static let comparisonLimit = Self(rawValue: "COMPARISON_LIMIT")
}
