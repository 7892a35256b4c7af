public import SchemaCore

extension AvroFormat {
  public var lintRules: [LintRule] { AvroLintRules.all }
}
