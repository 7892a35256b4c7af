extension AvroName {
  /// How well the name of a written type fits a reader's type, best first: the full name, then an alias, then the same
  /// name in another namespace; nil if it does not fit (Avro 1.12 specification, Schema Resolution and Aliases).
  func rank(as readName: AvroName, aliases: [AvroName]) -> Int? {
    if self == readName { return 0 }
    if aliases.contains(self) { return 1 }
    return name == readName.name ? 2 : nil
  }

  /// The rank of a type that has to be promoted: behind all that need not.
  static let promotionRank = 3
}
