/// The types of fields that are neither messages nor enums.
public enum ScalarType: String, Hashable, Sendable, CaseIterable {
  case double, float, int64, uint64, int32, fixed64, fixed32, bool, string, bytes, uint32, sfixed32, sfixed64, sint32,
    sint64
}

/// How often a field may occur.
public enum FieldLabel: String, Hashable, Sendable, CaseIterable {
  case optional, required, repeated
}
