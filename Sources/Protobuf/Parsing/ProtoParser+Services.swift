extension ProtoParser {
  /// Reads a service behind its keyword.
  mutating func service() throws(SyntaxFailure) -> ServiceSyntax {
    let name = try name("the name of the service")
    define(name, isService: true)
    let elements = try block { parser throws(SyntaxFailure) -> ServiceElementSyntax in
      if parser.takes("option") { return .option(try parser.optionStatement()) }
      if parser.takes("rpc") { return .method(try parser.method()) }
      throw parser.expected("'rpc' or 'option'")
    }
    return ServiceSyntax(name: name, elements: elements)
  }

  private mutating func method() throws(SyntaxFailure) -> MethodSyntax {
    let name = try name("the name of the method")
    let (input, isClientStreaming) = try methodType("the request's type")
    try expect("returns", "and the response's type")
    let (output, isServerStreaming) = try methodType("the response's type")
    var method = MethodSyntax(
      name: name, input: input, isClientStreaming: isClientStreaming, output: output,
      isServerStreaming: isServerStreaming)
    if looksAt("{") {
      method.options = try block { parser throws(SyntaxFailure) in
        try parser.expect("option", "or '}'")
        return try parser.optionStatement()
      }
    } else {
      try expectSemicolon(after: "the method")
    }
    return method
  }

  private mutating func methodType(_ what: String) throws(SyntaxFailure) -> (NameSyntax, isStreaming: Bool) {
    try expect("(", "and \(what)")
    let isStreaming = takes("stream")
    let name = try messageName(what)
    try expect(")", "after \(what)")
    return (name, isStreaming)
  }
}
