public import SchemaCore

extension InferenceReport {
  /// The report for people, in several lines.
  public var text: String {
    var lines = [
      "\(records) \(records == 1 ? "record" : "records"), \(fields.count) \(fields.count == 1 ? "field" : "fields")"
    ]
    let pathWidth = min(fields.map(\.path.count).max() ?? 0, 40)
    let typeWidth = min(fields.map(\.type.count).max() ?? 0, 40)
    for field in fields {
      let facts = [rate(field.nulls, field.seen, "null"), rate(field.missing, field.seen + field.missing, "missing")]
        .compactMap { $0 }
      let line =
        "  \(Self.padded(field.path, pathWidth))  \(Self.padded(field.type, typeWidth))  "
        + facts.joined(separator: ", ")
      lines.append(String(line.reversed().drop { $0 == " " }.reversed()))
    }
    for kind in Note.Kind.allCases {
      let notes = notes.filter { $0.kind == kind }
      if notes.isEmpty { continue }
      lines.append(kind.heading)
      lines += notes.map { "  \($0.path.isEmpty ? "the record" : $0.path): \($0.message)" }
    }
    return lines.joined(separator: "\n")
  }

  /// The report for programs.
  public var json: JSONValue {
    [
      "records": .number(JSONNumber(records)),
      "lossless": .bool(isLossless),
      "fields": .array(
        fields.map { field in
          [
            "path": .string(field.path), "type": .string(field.type), "seen": .number(JSONNumber(field.seen)),
            "nulls": .number(JSONNumber(field.nulls)), "missing": .number(JSONNumber(field.missing)),
          ]
        }),
      "notes": .array(
        notes.map { note in
          ["kind": .string(note.kind.rawValue), "path": .string(note.path), "message": .string(note.message)]
        }),
    ]
  }

  private func rate(_ count: Int, _ total: Int, _ word: String) -> String? {
    guard count > 0, total > 0 else { return nil }
    let perMille = (count * 1000 + total / 2) / total
    return "\(word) in \(count == total ? "all" : perMille == 0 ? "< 0.1 %" : "\(perMille / 10).\(perMille % 10) %")"
  }

  private static func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }
}

extension InferenceReport.Note.Kind {
  fileprivate var heading: String {
    switch self {
    case .loss: "Lost with this schema:"
    case .change: "Written otherwise when it comes back:"
    case .renamed: "Renamed:"
    case .assumption: "Assumed:"
    case .candidate: "Perhaps:"
    }
  }
}
