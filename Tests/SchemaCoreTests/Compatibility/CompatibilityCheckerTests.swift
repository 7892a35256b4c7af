import SchemaCore
import Testing

/// A schema that is a set of letters: it reads whatever has no other letters than its own.
private struct Letters: ParsedSchema {
  var canonicalText: String
  var format = FormatName.avro
  var recordName: String? { nil }

  init(_ text: String, format: FormatName = .avro) {
    canonicalText = text
    self.format = format
  }

  func rendered(as style: RenderStyle) -> String { canonicalText }
  func isEquivalent(to other: Letters) -> Bool { canonicalText == other.canonicalText }
  func recordCodec(for type: RecordType, json form: JSONForm) throws(SchemaError) -> any JSONRecordCodec {
    throw SchemaError(.unsupported, "letters only")
  }

  func recordCodec(
    for type: RecordType, reading writer: Letters, json form: JSONForm
  ) throws(SchemaError) -> any JSONRecordCodec {
    throw SchemaError(.unsupported, "letters only")
  }

  func incompatibilities(reading writer: Letters) -> [Incompatibility] {
    writer.canonicalText.filter { !canonicalText.contains($0) }.map { letter in
      Incompatibility(
        .init(rawValue: "MISSING"), path: "/", detail: String(letter),
        message: "\(.reader) lacks \(letter) of \(.writer)", explanation: "")
    }
  }
}

@Suite struct CompatibilityCheckerTests {
  /// History oldest first, candidate, and the levels at which it is compatible.
  private static let table: [(history: [String], candidate: String, levels: Set<CompatibilityLevel>)] = [
    ([], "a", Set(CompatibilityLevel.allCases)),
    (["a"], "a", Set(CompatibilityLevel.allCases)),
    (["a"], "ab", [.none, .backward, .backwardTransitive]),
    (["ab"], "a", [.none, .forward, .forwardTransitive]),
    (["a"], "b", [.none]),
    (["c", "a"], "ab", [.none, .backward]),
    (["c", "ab"], "a", [.none, .forward]),
    (["c", "a"], "a", [.none, .backward, .forward, .full]),
    (["a", "ab"], "ab", [.none, .backward, .backwardTransitive, .forward, .full]),
  ]

  @Test("each level looks in its directions and as far back as it says", arguments: CompatibilityLevel.allCases)
  func levels(_ level: CompatibilityLevel) {
    for row in Self.table {
      let history = row.history.map { CompatibilityChecker.EarlierVersion(schema: Letters($0)) }
      let findings = CompatibilityChecker.findings(of: Letters(row.candidate), with: history, at: level)
      #expect((findings == nil) == row.levels.contains(level), "\(row.history) + \(row.candidate) at \(level)")
    }
  }

  @Test("the newest version that does not fit is reported, and only that")
  func newestFirst() {
    let history = [("x", 1), ("y", 2), ("a", 3)].map {
      CompatibilityChecker.EarlierVersion(version: SchemaVersion(rawValue: $0.1), schema: Letters($0.0))
    }
    let findings = CompatibilityChecker.findings(of: Letters("a"), with: history, at: .backwardTransitive)
    #expect(findings?.earlier.version == SchemaVersion(rawValue: 2))
    #expect(findings?.findings.map(\.incompatibility.detail) == ["y"])
  }

  @Test("full reports what old readers miss before what new readers miss")
  func fullOrder() {
    let history = [CompatibilityChecker.EarlierVersion(schema: Letters("ab"))]
    let findings = CompatibilityChecker.findings(of: Letters("bc"), with: history, at: .full)
    #expect(findings?.findings.map(\.direction) == [.forward, .backward])
    let texts = findings?.findings.map {
      $0.incompatibility.message.text(reader: $0.direction.words.reader, writer: $0.direction.words.writer)
    }
    #expect(texts == ["old lacks c of new", "new lacks a of old"])
  }

  @Test("a change of format is one incompatibility at every level but none", arguments: CompatibilityLevel.allCases)
  func formatChange(_ level: CompatibilityLevel) {
    // The same Swift type, so that only the checker can notice.
    let history = [CompatibilityChecker.EarlierVersion(schema: OtherLetters())]
    let findings = CompatibilityChecker.findings(of: Letters("a"), with: history, at: level)
    #expect(findings?.findings.map(\.incompatibility.kind) == (level == .none ? nil : [.formatChanged]))
  }

  @Test("level names are read in either case", arguments: CompatibilityLevel.allCases)
  func names(_ level: CompatibilityLevel) {
    #expect(CompatibilityLevel(name: level.rawValue.lowercased()) == level)
    #expect(CompatibilityLevel(name: "\(level) ") == nil)
  }
}

private struct OtherLetters: ParsedSchema {
  let canonicalText = "a"
  let format = FormatName.json
  var recordName: String? { nil }

  func rendered(as style: RenderStyle) -> String { canonicalText }
  func isEquivalent(to other: OtherLetters) -> Bool { true }
  func incompatibilities(reading writer: OtherLetters) -> [Incompatibility] { [] }
  func recordCodec(for type: RecordType, json form: JSONForm) throws(SchemaError) -> any JSONRecordCodec {
    throw SchemaError(.unsupported, "letters only")
  }

  func recordCodec(
    for type: RecordType, reading writer: OtherLetters, json form: JSONForm
  ) throws(SchemaError) -> any JSONRecordCodec {
    throw SchemaError(.unsupported, "letters only")
  }
}
