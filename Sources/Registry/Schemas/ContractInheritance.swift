import SchemaCore

/// How a version comes to the metadata and rules that its author did not write.
///
/// Source: the REST API's sections on merging at registration and on reserved properties.
extension SchemaText {
  /// The schema with the contract that it would be registered with: what it brings or else what the latest version has,
  /// on top of what the settings give by default, and below what they insist on.
  func inheritingContract(from latest: SchemaText?, in config: SubjectConfig) -> SchemaText {
    var schema = self
    schema.metadata = Self.stacked(
      config.defaultMetadata, metadata ?? latest?.metadata, config.overrideMetadata
    ) { $0.merging($1) }
    schema.ruleSet = Self.stacked(config.defaultRuleSet, ruleSet ?? latest?.ruleSet, config.overrideRuleSet) {
      $0.merging($1)
    }
    return schema
  }

  /// The schema with the number of its version noted in its metadata.
  func noting(_ version: SchemaVersion) -> SchemaText {
    var schema = self
    schema.metadata = metadata ?? SchemaMetadata()
    schema.metadata?.version = String(version.rawValue)
    return schema
  }

  private static func stacked<Part>(_ parts: Part?..., merging: (Part, Part) -> Part) -> Part? {
    parts.reduce(nil) { lower, upper in
      guard let lower else { return upper }
      return upper.map { merging(lower, $0) } ?? lower
    }
  }
}

extension SchemaText {
  /// True if this contract is that of a stored version, except that the one may note the version's number and the other
  /// not.
  func hasContract(of stored: RegisteredSchema) -> Bool {
    if ruleSet != stored.schema.ruleSet { return false }
    switch (metadata?.version, stored.schema.metadata?.version) {
    case (nil, nil), (_?, _?):
      return metadata == stored.schema.metadata
    case (let noted?, nil):
      return noted == stored.version.description && unnumberedMetadata == stored.schema.unnumberedMetadata
    case (nil, _?):
      return unnumberedMetadata == stored.schema.unnumberedMetadata
    }
  }

  private var unnumberedMetadata: SchemaMetadata {
    var metadata = metadata ?? SchemaMetadata()
    metadata.version = nil
    return metadata
  }
}
