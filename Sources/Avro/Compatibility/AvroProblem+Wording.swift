import SchemaCore

extension AvroProblem {
  /// The problem as the registry reports it. `message` and `detail` are the reference registry's words, which clients
  /// match on; `explanation` and `remedy` are for people.
  var incompatibility: Incompatibility {
    Incompatibility(
      name, path: place.path.description, detail: detail, message: message, explanation: explanation, remedy: remedy)
  }

  private var name: Incompatibility.Kind {
    switch kind {
    case .nameMismatch: .nameMismatch
    case .fixedSizeMismatch: .fixedSizeMismatch
    case .missingEnumSymbols: .missingEnumSymbols
    case .missingDefault: .readerFieldMissingDefaultValue
    case .typeMismatch, .missingEnumField: .typeMismatch
    case .missingUnionBranch: .missingUnionBranch
    case .ambiguousField: .ambiguousField
    case .limit: .comparisonLimit
    }
  }

  private var detail: String {
    switch kind {
    case .nameMismatch(_, let writer, _): "expected: \(writer)"
    case .fixedSizeMismatch(_, let reader, let writer): "expected: \(writer), found: \(reader)"
    case .missingEnumSymbols(let symbols, _): "[\(symbols.joined(separator: ", "))]"
    case .missingDefault(let field, _): field
    case .missingEnumField: "reader type: ENUM not compatible with writer type: RECORD"
    case .typeMismatch(let reader, let writer):
      "reader type: \(reader.kindName.uppercased()) not compatible with writer type: \(writer.kindName.uppercased())"
    case .missingUnionBranch(let writer, _): "reader union lacking writer type: \(writer.kindName.uppercased())"
    case .ambiguousField(let field, let type, let index, let record):
      "Reader record field \(field) type:\(type.kindName.uppercased()) pos:\(index) matches multiple fields in writer "
        + "record schema \(record)"
    case .limit(let text): text
    }
  }

  private var message: TwoSidedText {
    let description: TwoSidedText
    switch kind {
    case .nameMismatch:
      description = "The name of the schema has changed (path '\(place.path)')"
    case .fixedSizeMismatch:
      description =
        "The size of FIXED type field at path '\(place.path)' in the \(.reader) schema does not match with the \(.writer) schema"
    case .missingEnumSymbols:
      description =
        "The \(.reader) schema is missing enum symbols '\(detail)' at path '\(place.path)' in the \(.writer) schema"
    case .missingDefault:
      description =
        "The field '\(detail)' at path '\(place.path)' in the \(.reader) schema has no default value and is missing in the \(.writer) schema"
    case .typeMismatch, .missingEnumField:
      description =
        "The type (path '\(place.path)') of a field in the \(.reader) schema does not match with the \(.writer) schema"
    case .missingUnionBranch:
      description =
        "The \(.reader) schema is missing a type inside a union field at path '\(place.path)' in the \(.writer) schema"
    case .ambiguousField, .limit:
      return "Unexpected exception during compatibility check: \(detail)"
    }
    return "{errorType:'\(name)', description:'\(description)', additionalInfo:'\(detail)'}"
  }
}

extension AvroProblem {
  private var explanation: TwoSidedText {
    switch kind {
    case .nameMismatch(let reader, let writer, let keyword):
      return "\(subject) is the \(keyword) \(reader) in the \(.reader) schema, but \(writer) in the \(.writer) schema"
    case .fixedSizeMismatch(let name, let reader, let writer):
      return """
        \(subject) is the fixed \(name), whose size is \(reader) in the \(.reader) schema, but \(writer) in the \
        \(.writer) schema
        """
    case .missingEnumSymbols(let symbols, let name):
      return """
        \(subject) is the enum \(name), which lacks in the \(.reader) schema \(Self.listed(symbols)) of the \
        \(.writer) schema
        """
    case .missingDefault(_, let record), .missingEnumField(_, let record):
      return """
        \(subject) of record \(record) has no default in the \(.reader) schema and is missing in the \(.writer) schema
        """
    case .typeMismatch(let reader, let writer) where place.isBranch:
      return """
        \(subject) may be \(writer.described) in the \(.writer) schema, but is always \(reader.described) in the \
        \(.reader) schema
        """
    case .typeMismatch(let reader, let writer):
      return """
        \(subject) is \(reader.described) in the \(.reader) schema, but \(writer.described) in the \(.writer) schema
        """
    case .missingUnionBranch(let writer, let reason):
      let because: TwoSidedText = reason.map { ": \($0.explanation)" } ?? ""
      return """
        \(subject) may be \(writer.described) in the \(.writer) schema, which no branch of its union in the \
        \(.reader) schema can read\(because)
        """
    case .ambiguousField(_, _, _, let record):
      return """
        \(subject) and its aliases in the \(.reader) schema stand for more than one field of record \(record) in the \
        \(.writer) schema
        """
    case .limit(let text):
      return "the schemas cannot be compared: \(text)"
    }
  }

  private var remedy: Remedy {
    switch kind {
    case .nameMismatch(let reader, let writer, let keyword):
      Remedy(
        inReader: "add \(writer) to the aliases of the \(keyword) \(reader), or keep the name \(writer)",
        inWriter: "keep the name \(reader)")
    case .fixedSizeMismatch(_, let reader, let writer):
      Remedy(
        inReader: "keep the size \(writer), or add a new field with a default for the other size",
        inWriter: "keep the size \(reader), or add a new field with a default for the other size")
    case .missingEnumSymbols(let symbols, let name):
      Remedy(
        inReader: "keep \(Self.listed(symbols)) in the enum \(name), or give the enum a default symbol",
        inWriter: "leave \(Self.listed(symbols)) out of the enum \(name)")
    case .missingDefault, .missingEnumField:
      Remedy(inReader: "give \(subject) a default", inWriter: "keep \(subject)")
    case .typeMismatch(let reader, let writer) where place.isBranch:
      Remedy(
        inReader: "make \(subject) a union of \(writer.described) and \(reader.described)",
        inWriter: "leave \(writer.described) out of the union")
    case .typeMismatch(let reader, let writer):
      Remedy(
        inReader: "keep \(subject) \(writer.described), or add a new field with a default for the new type",
        inWriter: "keep \(subject) \(reader.described), or add a new field with a default for the new type")
    case .missingUnionBranch(_, let reason?):
      reason.remedy
    case .missingUnionBranch(let writer, nil):
      Remedy(
        inReader: "keep \(writer.described) in the union of \(subject)",
        inWriter: "leave \(writer.described) out of the union of \(subject)")
    case .ambiguousField:
      Remedy(
        inReader: "remove all but one of those names from \(subject)",
        inWriter: "keep only one of the fields that \(subject) stands for")
    case .limit:
      Remedy()
    }
  }

  /// What the problem is with, as people name it.
  private var subject: String {
    if let field = place.field { return "field \"\(field)\"" }
    return place.isRoot ? "the root type" : "the type at \(place.path)"
  }

  private static func listed(_ symbols: [String]) -> String {
    let shown = symbols.prefix(10).joined(separator: ", ")
    let more = symbols.count > 10 ? " and \(symbols.count - 10) more" : ""
    return (symbols.count == 1 ? "the symbol " : "the symbols ") + shown + more
  }
}

extension AvroType {
  /// The kind of type in messages, where errors are records.
  fileprivate var kindName: String {
    switch self {
    case .union: "union"
    case .record: "record"
    default: keyword ?? "type"
    }
  }

  /// The type as people name it.
  fileprivate var described: String {
    switch self {
    case .record(let record): "record \(record.name)"
    case .enumeration(let enumeration): "enum \(enumeration.name)"
    case .fixed(let fixed): "fixed \(fixed.name)"
    case .union: "a union"
    case .array: "an array"
    case .map: "a map"
    case .int: "an int"
    case .null: "null"
    default: "a \(keyword ?? "type")"
    }
  }
}
