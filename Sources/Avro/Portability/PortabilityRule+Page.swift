import SchemaCore

extension PortabilityRule {
  /// The page about the rule.
  var page: RulePage {
    RulePage(
      rawValue, topic: "Avro: libavro", summary: explanation, reason: effect.consequence,
      advice: remedy ?? "nothing has to be done, unless such consumers depend on what they do not see", example: example
    )
  }

  private var example: RulePage.Example {
    switch self {
    case .emptyEnum: .init(after: #"{"type": "enum", "name": "E", "symbols": []}"#)
    case .emptyUnion: .init(after: #"{"name": "f", "type": []}"#)
    case .errorType: .init(after: #"{"type": "error", "name": "Failure", "fields": []}"#)
    case .typeFromReference: .init(after: #"{"name": "price", "type": "com.example.Money"}"#)
    case .typeOutsideNamespace:
      .init(
        after:
          #"{"type": "record", "name": "Outer", "fields": [{"name": "f", "type": {"type": "record", "name": "a.Inner", "fields": [{"name": "g", "type": "Outer"}]}}]}"#
      )
    case .typeNamedLikeKeyword: .init(after: #"{"type": "record", "name": "array", "fields": []}"#)
    case .invalidName: .init(after: #"{"type": "record", "name": "Größe", "fields": []}"#)
    case .endlessRecord:
      .init(after: #"{"type": "record", "name": "Node", "fields": [{"name": "next", "type": "Node"}]}"#)
    case .itemsWithoutFields:
      .init(after: #"{"type": "array", "items": {"type": "record", "name": "Mark", "fields": []}}"#)
    case .fixedWithoutBytes: .init(after: #"{"type": "fixed", "name": "Nothing", "size": 0}"#)
    case .nullCharacter: .init(after: #"{"type": "string", "doc": "a\u0000b"}"#)
    case .numberTooLarge: .init(after: #"{"name": "f", "type": "double", "default": 1e999}"#)
    case .branchesOfOneName:
      .init(after: #"{"name": "f", "type": ["a.Order", "b.Order"]}"#)
    case .logicalTypeIgnored: .init(after: #"{"type": "int", "logicalType": "date"}"#)
    case .defaultIgnored: .init(after: #"{"name": "count", "type": "int", "default": 0}"#)
    case .aliasIgnored: .init(after: #"{"name": "count", "aliases": ["number"], "type": "int"}"#)
    case .enumDefaultIgnored:
      .init(after: #"{"type": "enum", "name": "State", "symbols": ["UNKNOWN", "NEW"], "default": "UNKNOWN"}"#)
    case .defaultNeeded:
      .init(before: #""fields": []"#, after: #""fields": [{"name": "count", "type": "int", "default": 0}]"#)
    case .aliasNeeded:
      .init(
        before: #"{"name": "number", "type": "int"}"#,
        after: #"{"name": "count", "aliases": ["number"], "type": "int"}"#)
    case .fixedMoved:
      .init(
        before: #"{"type": "fixed", "name": "a.Hash", "size": 16}"#,
        after: #"{"type": "fixed", "name": "b.Hash", "size": 16}"#)
    case .bytesAsString: .init(before: #"{"name": "f", "type": "bytes"}"#, after: #"{"name": "f", "type": "string"}"#)
    case .symbolsMoved:
      .init(before: #""symbols": ["NEW", "PAID"]"#, after: #""symbols": ["CREATED", "NEW", "PAID"]"#)
    case .branchByOrder: .init(before: #""type": "long""#, after: #""type": ["double", "long"]"#)
    case .emptyBranchValue:
      .init(after: #""type": ["null", {"type": "array", "items": "int"}]"#)
    }
  }
}

extension PortabilityFinding.Effect {
  /// What happens, in a sentence.
  fileprivate var consequence: String {
    switch self {
    case .ignored: "records are read as the specification says, but what the schema says there has no effect"
    case .refused: "consumers that are built on it refuse the schema or the record with an error"
    case .misread: "consumers that are built on it read another value than was written, without an error"
    case .crash: "the process of a consumer that is built on it ends"
    }
  }
}
