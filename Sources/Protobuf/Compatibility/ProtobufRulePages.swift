import SchemaCore

/// The pages about what keeps a Protobuf schema from reading another one's data.
enum ProtobufRulePages {
  static let all = ProtobufDifference.Kind.allCases.filter { !$0.isCompatible }.map(page)

  private static func page(_ kind: ProtobufDifference.Kind) -> RulePage {
    let (summary, reason, advice) = words(kind)
    return RulePage(
      kind.rawValue, topic: "Protobuf", summary: summary, reason: reason, advice: advice, example: example(kind))
  }

  private static func words(_ kind: ProtobufDifference.Kind) -> (summary: String, reason: String, advice: String) {
    let newField = "keep the field, and add one with a number of its own for what is new"
    return switch kind {
    case .packageChanged:
      (
        "the file has another package", "the types have other names, which `Any` and generated code depend on",
        "keep the package, or register the file under a subject of its own"
      )
    case .messageRemoved:
      (
        "a message is gone", "records of the message have nothing that could read them",
        "keep the message; `option deprecated = true;` tells that nobody should use it any more"
      )
    case .fieldKindChanged:
      (
        "a field changes between a number or text, a message and an enum",
        "what was written under the number is read as something else, or not at all", newField
      )
    case .fieldScalarKindChanged:
      (
        "a field has a type that is written in another way",
        "only types that are written alike can replace each other: int32, uint32, int64, uint64 and bool; sint32 and "
          + "sint64; fixed32 and sfixed32; fixed64 and sfixed64; string and bytes", newField
      )
    case .fieldNamedTypeChanged:
      (
        "a field is of another message or enum", "records are read by the fields of the wrong type", newField
      )
    case .fieldNumericLabelChanged:
      (
        "a number becomes repeated, or is no longer",
        "repeated numbers are written packed, which a reader of one number cannot read", newField
      )
    case .requiredFieldAdded:
      (
        "a required field is new", "records that were written without the field are refused", "make the field optional"
      )
    case .requiredFieldRemoved:
      (
        "a required field is gone", "readers of the other schema refuse records without it",
        "keep the field, or make it optional first and remove it later"
      )
    case .oneofFieldRemoved:
      (
        "a field of a oneof is gone", "a record that has it is read as if nothing of the oneof were set",
        "keep the field, if need be with `[deprecated = true]`"
      )
    case .multipleFieldsMovedToOneof:
      (
        "several fields become a oneof", "a record may have more than one of them, and only the last survives",
        "leave the fields where they are, or add new ones to the oneof"
      )
    case .fieldMovedToExistingOneof:
      (
        "a field moves into a oneof that was there", "a record may have it and another one, and only the last survives",
        "leave the field where it is, or add a new one to the oneof"
      )
    case .comparisonLimit:
      (
        "the schemas are too large to be compared", "what cannot be compared cannot be called compatible",
        "divide the file into smaller ones"
      )
    case .messageAdded, .messageMoved, .enumAdded, .enumRemoved, .enumValueAdded, .enumValueRenamed, .enumValueRemoved,
      .fieldAdded, .fieldRemoved, .fieldRenamed, .fieldStringOrBytesLabelChanged, .oneofAdded, .oneofRemoved,
      .oneofFieldAdded, .oneofFieldMovedToTopLevel:
      ("the schemas differ", "readers read on", "nothing has to be done")
    }
  }

  private static func example(_ kind: ProtobufDifference.Kind) -> RulePage.Example? {
    let pair: (String, String)? =
      switch kind {
      case .packageChanged: ("package shop;", "package store;")
      case .messageRemoved: ("message Order {}\nmessage Receipt {}", "message Order {}")
      case .fieldKindChanged: ("string money = 2;", "Money money = 2;")
      case .fieldScalarKindChanged: ("string amount = 2;", "int64 amount = 2;")
      case .fieldNamedTypeChanged: ("Money price = 2;", "Price price = 2;")
      case .fieldNumericLabelChanged: ("int32 count = 3;", "repeated int32 count = 3;")
      case .requiredFieldAdded: ("message M {}", "message M { required string id = 1; }")
      case .requiredFieldRemoved: ("message M { required string id = 1; }", "message M {}")
      case .oneofFieldRemoved:
        ("oneof payment { Card card = 1; Bank bank = 2; }", "oneof payment { Card card = 1; }")
      case .multipleFieldsMovedToOneof:
        ("Card card = 1;\nBank bank = 2;", "oneof payment { Card card = 1; Bank bank = 2; }")
      case .fieldMovedToExistingOneof:
        ("oneof payment { Card card = 1; }\nBank bank = 2;", "oneof payment { Card card = 1; Bank bank = 2; }")
      default: nil
      }
    return pair.map { .init(before: $0.0, after: $0.1) }
  }
}
