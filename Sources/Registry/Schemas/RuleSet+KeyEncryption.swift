import SchemaCore

extension RuleSet {
  /// The rules, with the names of keys completed that clients leave to the registry: a domain rule that says by which key
  /// of a key management service it encrypts gets a name for that key in the key registry.
  ///
  /// Source: the REST API's section on the key registry.
  var namingKeys: RuleSet {
    var rules = self
    rules.domainRules = domainRules.map(\.namingKey)
    return rules
  }
}

extension Rule {
  private static let servicePrefix = "arn:"

  fileprivate var namingKey: Rule {
    guard let key = parameters["encrypt.kms.key.id"]?.text else { return self }
    var rule = self
    let isAmazon = key.hasPrefix(Self.servicePrefix)
    if parameters["encrypt.kek.name"] == nil {
      let bare = isAmazon ? key.dropFirst(Self.servicePrefix.count) : key[...]
      let name = String(bare.unicodeScalars.map { Self.mayName($0) ? Character($0) : "-" })
      rule.parameters["encrypt.kek.name"] = ExactText(name)
    }
    if isAmazon && parameters["encrypt.kms.type"] == nil { rule.parameters["encrypt.kms.type"] = "aws-kms" }
    return rule
  }

  private static func mayName(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "a"..."z", "A"..."Z", "0"..."9", "_", "-": true
    default: false
    }
  }
}
