/// `enum Name { … }`.
struct EnumSyntax: Hashable, Sendable {
  var name: NameSyntax
  var elements: [EnumElementSyntax] = []
}

/// What may stand in an enum.
enum EnumElementSyntax: Hashable, Sendable {
  case value(EnumValueSyntax)
  case option(OptionSyntax)
  case reserved(ReservedSyntax)
}

/// `NAME = -1 [options];`.
struct EnumValueSyntax: Hashable, Sendable {
  var name: NameSyntax
  var number: NumberSyntax
  var options: [OptionSyntax] = []
}
