extension MessageSyntax {
  /// True for the message that a descriptor has for a map field.
  var isMapEntry: Bool {
    for case .option(let option) in elements
    where option.name.parts == [.simple("map_entry")] && option.value.kind == .identifier("true") {
      return true
    }
    return false
  }
}
