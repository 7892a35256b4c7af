import SchemaCore

/// The Static Analysis Results Interchange Format, version 2.1.0, of OASIS.
struct SARIFReport {
  /// What this build calls itself.
  var version: String

  func text(of report: Report) -> String {
    let findings = report.findings
    let rules = Set(findings.map(\.rule)).sorted()
    let indexes = Dictionary(uniqueKeysWithValues: rules.enumerated().map { ($1, $0) })
    let results = zip(findings, Fingerprint.list(findings)).map { finding, fingerprint in
      result(finding, fingerprint, rule: indexes[finding.rule] ?? 0)
    }
    let driver: JSONValue = [
      "name": "martlet", "version": .string(version),
      "rules": .array(rules.map { descriptor($0, report.rules.pages(about: $0).first) }),
    ]
    let run: JSONValue = [
      "tool": ["driver": driver], "columnKind": "unicodeCodePoints", "results": .array(results),
    ]
    return JSONWriter.text(
      [
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run],
      ], style: .pretty)
  }

  private func descriptor(_ rule: String, _ page: RulePage?) -> JSONValue {
    var object: JSONObject = ["id": .string(rule)]
    guard let page else { return .object(object) }
    object["shortDescription"] = ["text": .string(page.summary)]
    object["fullDescription"] = ["text": .string(page.reason)]
    object["help"] = ["text": .string(page.text)]
    return .object(object)
  }

  private func result(_ finding: Finding, _ fingerprint: String, rule: Int) -> JSONValue {
    var object: JSONObject = [
      "ruleId": .string(finding.rule), "ruleIndex": .number(JSONNumber(rule)),
      "level": .string(finding.severity.rawValue), "message": ["text": .string(finding.paragraph)],
    ]
    if let location = location(finding) { object["locations"] = [location] }
    object["partialFingerprints"] = ["martlet/v1": .string(fingerprint)]
    object["properties"] = JSONReport.json(finding)
    return .object(object)
  }

  private func location(_ finding: Finding) -> JSONValue? {
    guard let file = finding.file else { return nil }
    var physical: JSONObject = ["artifactLocation": ["uri": .string(Self.uri(file))]]
    if let position = finding.position {
      physical["region"] = [
        "startLine": .number(JSONNumber(position.line)), "startColumn": .number(JSONNumber(position.column)),
      ]
    }
    var location: JSONObject = ["physicalLocation": .object(physical)]
    if let path = finding.path {
      location["logicalLocations"] = [["fullyQualifiedName": .string(path), "kind": "element"]]
    }
    return .object(location)
  }

  /// The path as a URI reference: what RFC 3986 reserves, and what is not ASCII, in percent-escapes.
  private static func uri(_ path: String) -> String {
    var uri = path.hasPrefix("/") ? "file://" : ""
    for byte in path.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
        UInt8(ascii: "~"), UInt8(ascii: "/"):
        uri.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let digits = String(byte, radix: 16, uppercase: true)
        uri += digits.count == 1 ? "%0\(digits)" : "%\(digits)"
      }
    }
    return uri
  }
}
