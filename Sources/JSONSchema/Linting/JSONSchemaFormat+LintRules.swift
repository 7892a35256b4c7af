public import SchemaCore

extension JSONSchemaFormat {
  public var lintRules: [LintRule] { JSONSchemaLintRules.all }
}
