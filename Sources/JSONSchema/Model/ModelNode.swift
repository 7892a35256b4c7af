import SchemaCore

/// A schema as the comparison sees it. Keywords are gathered by the kind of value that they speak about, as the reference
/// implementation does it: its verdicts follow from this model, and not from the keywords one by one.
struct ModelNode: Sendable {
  enum Kind: Sendable {
    /// Says nothing about values.
    case empty
    /// The schema `true`.
    case always
    /// The schema `false`.
    case never
    case null
    case boolean
    case string(StringRules)
    case number(NumberRules)
    case array(ArrayRules)
    case object(ObjectRules)
    /// `enum`, in the order written, numbers by their value.
    case enumeration([JSONValue])
    case constant(JSONValue)
    /// `not`, by the node that it forbids.
    case not(Int)
    /// `if`, `then` and `else`, of which nothing is compared.
    case conditional
    case combined(CombinedRules)
    /// By the node that is meant; nil where references only lead round in a circle.
    case reference(Int?)
  }

  /// What is said for people, and what stands in for a missing value.
  struct Annotations: Sendable {
    var id: String?
    var title: String?
    var description: String?
    var defaultValue: JSONValue?
  }

  var kind: Kind
  var place: SchemaPlace
  var annotations = Annotations()
  /// True if Kafka Connect's own type is bytes, whatever the JSON looks like.
  var isConnectBytes = false

  /// True for a schema that every value fits.
  var acceptsEverything: Bool {
    switch kind {
    case .empty, .always: true
    default: false
    }
  }

  /// True for the schema `false`.
  var acceptsNothing: Bool {
    if case .never = kind { true } else { false }
  }
}
