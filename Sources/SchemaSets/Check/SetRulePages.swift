public import SchemaCore

/// The pages about rules that are not about a format: what keeps any schema from being registered.
public enum SetRulePages {
  public static let all = [
    RulePage(
      .invalidSchema, summary: "the text is no schema of its format",
      reason: "a registry refuses it, and nothing could read records of it",
      advice: "look at the line that the message names; `martlet format` shows the schema as it is understood",
      example: .init(after: #"{"type": "record", "name": "Order", "fields": [{"name": "id"}]}"#)),
    RulePage(
      .referenceNotFound,
      summary: "the schema refers to a subject or a version that is neither in the set nor in what it is compared with",
      reason: "a registry refuses a schema whose references lead nowhere",
      advice: "add a file for the subject to the set, or correct the reference in martlet.yaml",
      example: .init(after: "references:\n  - {name: com.example.Money, subject: mony}")),
    RulePage(
      .invalidReference, summary: "a reference cannot be used as it is",
      reason: "references need a name, a subject and a version, and lead to schemas of the same format",
      advice: "complete the reference, or take a schema of the same format",
      example: .init(after: "references:\n  - {name: order.proto, subject: an-avro-subject}")),
    RulePage(
      .schemaTooLarge, summary: "the schema is larger than registries take",
      reason: "a registry refuses it", advice: "put parts of it into schemas of their own, and refer to them"),
    RulePage(
      .invalidRuleSet, summary: "the rules of the data contract are not as they must be",
      reason: "a registry refuses a schema with such rules",
      advice: "give each rule a name of its own, a kind, a mode and a type",
      example: .init(after: "ruleSet: {domainRules: [{name: r}, {name: r}]}")),
    RulePage(
      .invalidSubject, summary: "the subject's name cannot be used",
      reason: "a registry refuses names that are reserved or hold control characters, and contexts of unsafe names",
      advice: "give the entry in martlet.yaml another subject", example: .init(after: "subject: __GLOBAL")),
    RulePage(
      .versionNotNext, summary: "the version's number is not the next one of its subject",
      reason: "a registry counts versions itself; only an import chooses their numbers",
      advice: "give the file the next number, or apply the set with --keep-ids to a registry without the subject"),
    RulePage(
      .reservedField,
      summary: "a field has a name that the metadata keep free, or a name is no longer kept free",
      reason: "a name that is used again would be read as what it meant before",
      advice: "take another name, and keep the list in confluent:reserved",
      example: .init(after: #"metadata: {properties: {"confluent:reserved": "old_name"}}"#)),
    RulePage(
      .refused, summary: "the registry refuses the schema for another reason",
      reason: "it would not be registered", advice: "the message says what the registry says"),
    RulePage(
      "SCHEMA_TYPE_CHANGED", topic: "all formats",
      summary: "the new schema is of another format than the versions before it",
      reason: "no reader of the one format can read records of the other",
      advice: "register the other format under a subject of its own, with a topic of its own",
      example: .init(before: "order.avsc", after: "order.proto")),
  ]
}

extension RulePage {
  fileprivate init(
    _ rule: RegistrationRule, summary: String, reason: String, advice: String, example: Example? = nil
  ) {
    self.init(
      rule.rawValue, topic: "registration", summary: summary, reason: reason, advice: advice, example: example)
  }
}
