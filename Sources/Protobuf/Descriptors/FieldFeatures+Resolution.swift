extension FieldFeatures {
  /// What the features in force at a field mean for it.
  ///
  /// - Parameters:
  ///   - features: those of file, messages, oneof and field together.
  ///   - isExtension: true for fields of `extend` blocks.
  ///   - isOneofMember: true also for proto3 fields with the label `optional`.
  ///   - packedOption: what the field's option `packed` says; nil if it is not there. It counts before the features,
  ///     which it cannot meet: editions do not have it.
  ///   - isClosedEnum: for enum fields, whether the enum is closed, which its own file decides.
  init(
    _ features: FeatureSet, label: FieldLabel, type: FieldType, isExtension: Bool, isOneofMember: Bool,
    packedOption: Bool?, isClosedEnum: Bool
  ) {
    let isPackable = label == .repeated && type.isPackable
    self.init(
      presence: Self.presence(
        features, label: label, type: type, isAlwaysExplicit: isExtension || isOneofMember),
      isPacked: isPackable && (packedOption ?? (features.repeatedFieldEncoding == .packed)),
      validatesUTF8: features.utf8Validation == .verify,
      isClosedEnum: isClosedEnum)
  }

  /// A repeated field that is not set is the same as an empty one.
  private static func presence(
    _ features: FeatureSet, label: FieldLabel, type: FieldType, isAlwaysExplicit: Bool
  ) -> Presence {
    switch label {
    case .repeated: return .implicit
    case .required: return .required
    case .optional: break
    }
    if features.fieldPresence == .legacyRequired { return .required }
    if isAlwaysExplicit || type.isMessage { return .explicit }
    return features.fieldPresence == .implicit ? .implicit : .explicit
  }
}

extension FieldType {
  var isMessage: Bool {
    switch self {
    case .message, .group: true
    case .scalar, .enumeration: false
    }
  }

  /// True for types whose repeated values may stand in one length-delimited field.
  var isPackable: Bool {
    switch self {
    case .scalar(.string), .scalar(.bytes), .message, .group: false
    case .scalar, .enumeration: true
    }
  }
}
