public import SchemaCore

extension AvroDocument {
  /// Every named type with its fields or symbols, in the order in which a walk from the root meets them. Types stand beside
  /// each other and not in each other, so that one is the same part wherever it is used first.
  public var outline: SchemaElement {
    var outline = AvroOutline(self)
    return outline.root()
  }
}
