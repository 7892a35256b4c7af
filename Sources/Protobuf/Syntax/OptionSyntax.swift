/// `option name = value;`, or `name = value` in brackets.
struct OptionSyntax: Hashable, Sendable {
  var name: OptionNameSyntax
  var value: OptionValueSyntax
}

/// The name of an option: `deprecated`, `(my.option)`, `(my.option).field.(other)`.
struct OptionNameSyntax: Hashable, Sendable {
  enum Part: Hashable, Sendable {
    case simple(String)
    /// In parentheses, as written, with a leading dot if there is one.
    case custom(String)
  }
  var parts: [Part]
  var place: SourcePlace
}

/// The value of an option, or of a field in an aggregate value.
struct OptionValueSyntax: Hashable, Sendable {
  enum Kind: Hashable, Sendable {
    /// `true`, `SPEED`, `inf`, `nan`; with a leading `-` if that was written (`-inf`).
    case identifier(String)
    /// The digits as they were written, with a leading `-` if there is one: `42`, `-0x1F`, `017`.
    case integer(String)
    /// As it was written: `1e10`, `-.5`.
    case float(String)
    /// With neighbours joined.
    case string(StringSyntax)
    /// `{ name: value … }` or `< … >`.
    case aggregate([AggregateFieldSyntax])
    /// `[ value, … ]`: in an aggregate, or, as the reference registry takes it and protoc does not, as the whole value.
    case list([OptionValueSyntax])
  }
  var kind: Kind
  var place: SourcePlace
}

/// A string literal with its escapes resolved: bytes, because escapes can name any.
struct StringSyntax: Hashable, Sendable {
  var bytes: [UInt8]
}

/// One field of an aggregate value.
struct AggregateFieldSyntax: Hashable, Sendable {
  enum Name: Hashable, Sendable {
    case simple(String)
    /// `[package.extension]`, as written between the brackets.
    case custom(String)
    /// `[type.example.com/package.Message]`, as written between the brackets.
    case any(String)
  }
  var name: Name
  var value: OptionValueSyntax
  var place: SourcePlace
}
