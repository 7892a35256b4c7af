import SchemaCore

extension IDLParser {
  /// Reads a message of a protocol. Its types are kept to be checked; what it says beyond them is not about schemas.
  mutating func readMessage(_ annotations: IDLAnnotations) throws(SchemaError) {
    let responseOffset = token.offset
    let isVoid = try accept(word: "void")
    let response =
      isVoid
      ? PlacedJSON("null", at: responseOffset)
      : try plainType(IDLAnnotations()).schema(forDefault: nil)
    let name = try identifier("the message's name")
    var members = [(key: "fields", value: try parameters()), (key: "response", value: response)]
    if try accept(word: "oneway") {
      guard response.json == "null" else {
        throw error("A message that is oneway has no response: declare it void", at: responseOffset)
      }
    } else if try accept(word: "throws") {
      members.append((key: "errors", value: try errors()))
    }
    try expect(";", after: "the message")
    let message = AvroName(name: name.text, namespace: namespace)
    file.items.append(.message(message, PlacedJSON(members, at: name.offset)))
  }

  private mutating func parameters() throws(SchemaError) -> PlacedJSON {
    let opening = token.offset
    try expect("(", after: "the message's name")
    var parameters: [PlacedJSON] = []
    if try accept(")") { return PlacedJSON(parameters, at: opening) }
    repeat {
      let documentation = token.documentation
      let type = try fullType()
      parameters.append(try variable(of: type, documentation))
    } while try accept(",")
    try expect(")", after: "the last parameter")
    return PlacedJSON(parameters, at: opening)
  }

  private mutating func errors() throws(SchemaError) -> PlacedJSON {
    let opening = token.offset
    var names: [PlacedJSON] = []
    repeat {
      let error = try identifier("the name of an error")
      names.append(name(of: error))
    } while try accept(",")
    return PlacedJSON(names, at: opening)
  }
}
