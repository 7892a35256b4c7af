/// `message Name { … }`, or the body of a group.
struct MessageSyntax: Hashable, Sendable {
  var name: NameSyntax
  /// Everything in the body, in the order of the text: descriptors number nested types, those of groups and maps
  /// included, in this order.
  var elements: [MessageElementSyntax] = []
}

/// What may stand in a message.
enum MessageElementSyntax: Hashable, Sendable {
  case field(FieldSyntax)
  case group(GroupSyntax)
  case oneof(OneofSyntax)
  case message(MessageSyntax)
  case enumeration(EnumSyntax)
  case extend(ExtendSyntax)
  case extensions(ExtensionsSyntax)
  case reserved(ReservedSyntax)
  case option(OptionSyntax)
}

/// `optional Type name = 1 [options];`, in a message, a oneof or an extend block.
struct FieldSyntax: Hashable, Sendable {
  /// As written: nil for a proto3 field without a label, for members of a oneof, and for maps.
  var label: FieldLabel?
  var type: FieldTypeSyntax
  var name: NameSyntax
  var number: NumberSyntax
  /// Everything in brackets, `default` and `json_name` among it, in the order of the text.
  var options: [OptionSyntax] = []
}

/// The type of a field as it was written.
enum FieldTypeSyntax: Hashable, Sendable {
  case scalar(ScalarType)
  /// A message or an enum: nobody knows which before linking.
  case named(NameSyntax)
  indirect case map(key: FieldTypeSyntax, value: FieldTypeSyntax)
}

/// `optional group Name = 1 [options] { … }`.
struct GroupSyntax: Hashable, Sendable {
  var label: FieldLabel?
  var number: NumberSyntax
  var options: [OptionSyntax] = []
  /// The group's message; the field has its name in lower case.
  var message: MessageSyntax
}

struct OneofSyntax: Hashable, Sendable {
  var name: NameSyntax
  var elements: [OneofElementSyntax] = []
}

/// What may stand in a oneof.
enum OneofElementSyntax: Hashable, Sendable {
  case field(FieldSyntax)
  case group(GroupSyntax)
  case option(OptionSyntax)
}

/// `extend Name { … }`.
struct ExtendSyntax: Hashable, Sendable {
  var extendee: NameSyntax
  var elements: [ExtendElementSyntax] = []
}

/// What may stand in an extend block.
enum ExtendElementSyntax: Hashable, Sendable {
  case field(FieldSyntax)
  case group(GroupSyntax)
}

/// `extensions 100 to 199, 500 [options];`.
struct ExtensionsSyntax: Hashable, Sendable {
  var ranges: [RangeSyntax]
  var options: [OptionSyntax] = []
  var place: SourcePlace
}

/// One statement `reserved …;`, of numbers or of names.
struct ReservedSyntax: Hashable, Sendable {
  enum Values: Hashable, Sendable {
    case ranges([RangeSyntax])
    /// Names in quotes, or bare ones in editions.
    case names([NameSyntax], quoted: Bool)
  }
  var values: Values
  var place: SourcePlace
}

/// `5`, `5 to 9` or `5 to max`; both ends belong to it.
struct RangeSyntax: Hashable, Sendable {
  enum Upper: Hashable, Sendable {
    case number(NumberSyntax)
    case max
  }
  var lower: NumberSyntax
  /// nil for a single number.
  var upper: Upper?
}

/// A whole number, decimal, hexadecimal or octal in the text. In range of `Int32`.
struct NumberSyntax: Hashable, Sendable {
  var value: Int64
  var place: SourcePlace
}
