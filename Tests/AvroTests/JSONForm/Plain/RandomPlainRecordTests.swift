import ReferenceCodecs
import RegistryTesting
import SchemaCore
import Testing

@testable import Avro

/// Random schemas, and for each random values. A failure prints the seed, which makes the same again.
@Suite("Random records in plain JSON")
struct RandomPlainRecordTests {
  @Test("a value comes back from plain JSON as it was", arguments: UInt64(1)...200)
  func roundTrip(seed: UInt64) throws {
    let text = Self.withLogicalTypes(RandomSchema.text(seed: seed), seed: seed)
    let program = try AvroProgram(AvroFormat().parse(text))
    var values = RandomValue(program, seed: seed)
    var arena = RecordArena()
    for _ in 0..<10 {
      let value = values.next().withShortestDecimals(program.layout)
      try program.fill(&arena, with: value)
      let json = try program.jsonText(of: arena, form: .plain)
      do {
        try program.fill(&arena, withJSON: json, form: .plain)
        let read = exact(try program.value(of: arena), program)
        #expect(read == exact(value, program), "\(String(decoding: json, as: UTF8.self))\n\(text)")
      } catch {
        Issue.record("\(error)\n\(String(decoding: json, as: UTF8.self))\n\(text)")
      }
    }
  }

  @Test("a record of another schema is refused or read, and what is read can be written", arguments: UInt64(1)...150)
  func otherSchema(seed: UInt64) throws {
    let other = try AvroProgram(AvroFormat().parse(RandomSchema.text(seed: seed + 1)))
    let schema = Self.withLogicalTypes(RandomSchema.text(seed: seed), seed: seed)
    let program = try AvroProgram(AvroFormat().parse(schema))
    var values = RandomValue(other, seed: seed)
    var arena = RecordArena()
    var otherArena = RecordArena()
    for form in [JSONForm.plain, .cells] {
      for _ in 0..<5 {
        try other.fill(&otherArena, with: values.next())
        let json = try other.jsonText(of: otherArena, form: .plain)
        do {
          try program.fill(&arena, withJSON: json, form: form)
        } catch {
          #expect(error.kind == .mismatch || error.kind == .syntax, "\(error)")
          continue
        }
        let value = try program.value(of: arena)
        try program.fill(&arena, withJSON: program.jsonText(of: arena, form: .plain), form: .plain)
        #expect(try program.value(of: arena) == value)
      }
    }
  }

  /// The specification's encoding is plain JSON too, apart from decimals.
  @Test("what is written for other tools is read in the plain form, too", arguments: UInt64(1)...100)
  func readsSpecification(seed: UInt64) throws {
    let schema = RandomSchema.text(seed: seed).replacing(#""logicalType":"decimal""#, with: #""logicalType":"none""#)
    let program = try AvroProgram(AvroFormat().parse(schema))
    var values = RandomValue(program, seed: seed)
    var arena = RecordArena()
    for _ in 0..<5 {
      let value = values.next()
      try program.fill(&arena, with: value)
      try program.fill(&arena, withJSON: try program.jsonText(of: arena), form: .plain)
      #expect(exact(try program.value(of: arena), program) == exact(value, program))
    }
  }

  /// Bit by bit but for NaN, of which JSON has only one.
  private func exact(_ value: AvroValue, _ program: AvroProgram) -> ReferenceValue {
    ReferenceValue(value, program.layout).withOneNaN
  }

  /// Some of the numbers as dates and times, some fixed as UUIDs and durations, some bytes as decimals.
  private static func withLogicalTypes(_ text: String, seed: UInt64) -> String {
    var generator = SeededGenerator(seed: seed)
    var result = ""
    var rest = text[...]
    while let token = rest.firstMatch(of: /"(int|long|bytes)"(?!,"logicalType")|"size":\d+/) {
      result += rest[..<token.range.lowerBound]
      let choices: [String] =
        switch token.output.0 {
        case #""int""#: ["date", "time-millis"].map { #"{"type":"int","logicalType":"\#($0)"}"# }
        case #""long""#:
          [
            "time-micros", "timestamp-millis", "timestamp-micros", "timestamp-nanos", "local-timestamp-millis",
            "local-timestamp-micros", "local-timestamp-nanos",
          ].map { #"{"type":"long","logicalType":"\#($0)"}"# }
        case #""bytes""#:
          [#""big-decimal""#, #""decimal","precision":60,"scale":30"#].map { #"{"type":"bytes","logicalType":\#($0)}"# }
        default:
          [
            #""size":12,"logicalType":"duration""#, #""size":16,"logicalType":"uuid""#,
            #""size":9,"logicalType":"decimal","precision":20"#,
          ]
        }
      let kept = String(token.output.0)
      result += Bool.random(using: &generator) ? choices.randomElement(using: &generator) ?? kept : kept
      rest = rest[token.range.upperBound...]
    }
    return result + rest
  }
}

extension AvroValue {
  /// The value with no bytes in front of its decimals that mean nothing: the text of a decimal does not tell them.
  fileprivate func withShortestDecimals(_ layout: AvroLayout, of node: AvroLayout.Index = 0) -> AvroValue {
    switch (layout.nodes[node], self) {
    case (.shared(let record), _): return withShortestDecimals(layout, of: record)
    case (.union(let branches), _):
      let branch = branches.first { layout.takes(self, as: $0.node) }
      return branch.map { withShortestDecimals(layout, of: $0.node) } ?? self
    case (.array(let items), .array(let values)):
      return .array(values.map { $0.withShortestDecimals(layout, of: items) })
    case (.map(let values), .map(let entries)):
      return .map(
        entries.map { AvroMapEntry(key: $0.key, value: $0.value.withShortestDecimals(layout, of: values)) })
    case (.record(let type, let fields), .record(let record)):
      let values = zip(record.fields, fields).map { $0.withShortestDecimals(layout, of: $1) }
      return .record(AvroRecordValue(type, fields: values))
    case (.bytes, .bytes(let bytes)):
      switch layout.logicalTypes[node] {
      case .decimal: return .bytes(TwosComplement.shortest(bytes))
      case .bigDecimal: return .bytes(AvroDecimal(bigDecimalBytes: bytes)?.bigDecimalBytes ?? bytes)
      default: return self
      }
    default: return self
    }
  }
}
