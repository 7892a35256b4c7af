public import SchemaCore

extension ProtobufFormat {
  public var lintRules: [LintRule] { ProtobufLintRules.all }
}
