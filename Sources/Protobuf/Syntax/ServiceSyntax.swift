/// `service Name { … }`.
struct ServiceSyntax: Hashable, Sendable {
  var name: NameSyntax
  var elements: [ServiceElementSyntax] = []
}

/// What may stand in a service.
enum ServiceElementSyntax: Hashable, Sendable {
  case method(MethodSyntax)
  case option(OptionSyntax)
}

/// `rpc Name (stream Request) returns (stream Response) { option …; }`.
struct MethodSyntax: Hashable, Sendable {
  var name: NameSyntax
  var input: NameSyntax
  var isClientStreaming = false
  var output: NameSyntax
  var isServerStreaming = false
  var options: [OptionSyntax] = []
}
