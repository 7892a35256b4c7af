import SchemaCore

/// One word, literal or sign of an Avro IDL text.
struct IDLToken {
  enum Kind: Hashable {
    /// A name or a keyword; which of them it is depends on the place.
    case word(String)
    /// A name with backticks, which is no keyword anywhere.
    case escapedWord(String)
    /// A string without its quotes and escapes.
    case string(String)
    /// A number, or a text that stands for one that JSON cannot write: `NaN`, `Infinity`.
    case number(JSONValue)
    /// One of the characters that have a meaning by themselves.
    case sign(Unicode.Scalar)
    /// Nothing is left.
    case end
  }

  var kind: Kind
  /// How many bytes into the text it begins.
  var offset: Int
  /// The text of the last documentation comment in front of it.
  var documentation: String?

  /// What it is called in messages.
  var description: String {
    switch kind {
    case .word(let text): "'\(text)'"
    case .escapedWord(let text): "'`\(text)`'"
    case .string: "a string"
    case .number: "a number"
    case .sign(let sign): "'\(sign)'"
    case .end: "the end of the file"
    }
  }
}
