/// A fixed type as its values refer to it.
public final class AvroFixedType: Sendable {
  /// The full name.
  public let name: AvroName
  /// The bytes in each value.
  public let size: Int

  init(_ fixed: AvroFixed) {
    name = fixed.name
    size = fixed.size
  }
}
