public import SchemaCore

extension ProtobufSchema {
  /// Every reason why a reader with this schema could not read the writer's data, in the order of a walk through both;
  /// up to 10,000.
  public func incompatibilities(reading writer: ProtobufSchema) -> [Incompatibility] {
    ExpandedDifferences.list(original: writer, update: self, includesCompatible: false).map(\.incompatibility)
  }
}
