public import SchemaCore

/// One change between two versions of a schema that breaks a `ProtobufRule`.
public struct ProtobufFinding: Hashable, Sendable {
  /// The rule that is broken.
  public var rule: ProtobufRule
  /// The full name of what has changed, such as `shop.Order.amount`; the package or `file` for the file itself.
  public var path: String
  /// Where in the new text, or where what encloses it is if it is gone; nil if the schema did not come as text.
  public var position: TextPosition?
  /// What has changed, in a sentence for people.
  public var message: String

  /// What the author of the new version can do.
  public var remedy: String { rule.remedy }
}

/// Finds changes that the compatibility levels accept, and that break somebody all the same.
public enum ProtobufRules {
  /// What has changed from an old version to a new one against the rules, in the order of a walk through the old one.
  ///
  /// - Parameter rules: the rules to look for.
  /// - Returns: up to 10,000 findings.
  /// - Throws: `SchemaError` if one of the two cannot be linked, as when an import is missing.
  public static func findings(
    of new: ProtobufSchema, against old: ProtobufSchema, rules: Set<ProtobufRule> = Set(ProtobufRule.allCases)
  ) throws(SchemaError) -> [ProtobufFinding] {
    var walk = EvolutionWalk(
      old: try old.linkedFiles(), new: try new.linkedFiles(), places: SyntaxPlaces(new.syntax), rules: rules)
    walk.compareFiles()
    walk.compareFileOptions(old.syntax, new.syntax)
    return walk.findings(in: new.file.text)
  }
}
