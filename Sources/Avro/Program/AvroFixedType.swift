/// A fixed type as its values refer to it.
public final class AvroFixedType: Sendable {
  /// The full name.
  public let name: AvroName
  /// The bytes in each value.
  public let size: Int
  let definition: AvroFixed

  init(_ fixed: AvroFixed) {
    name = fixed.name
    definition = fixed
    size = fixed.size
  }
}
