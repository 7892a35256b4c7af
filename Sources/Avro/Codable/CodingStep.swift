/// One step of a path into a record: how the containers of Codable name a place.
struct CodingStep: CodingKey {
  private enum Kind { case field, index, key }

  private let kind: Kind
  let stringValue: String
  let intValue: Int?

  static func field(_ name: String) -> CodingStep { CodingStep(kind: .field, stringValue: name, intValue: nil) }
  static func index(_ index: Int) -> CodingStep {
    CodingStep(kind: .index, stringValue: String(index), intValue: index)
  }
  static func key(_ key: String) -> CodingStep { CodingStep(kind: .key, stringValue: key, intValue: Int(key)) }

  private init(kind: Kind, stringValue: String, intValue: Int?) {
    self.kind = kind
    self.stringValue = stringValue
    self.intValue = intValue
  }

  init?(stringValue: String) { self = .field(stringValue) }
  init?(intValue: Int) { self = .index(intValue) }

  /// The path as `CodecError` spells it, such as `lines[2].price`.
  static func path(_ steps: [any CodingKey]) -> String {
    var path = ""
    for step in steps {
      switch (step as? CodingStep)?.kind ?? (step.intValue == nil ? .field : .index) {
      case .field: path += path.isEmpty ? step.stringValue : "." + step.stringValue
      case .index: path += "[\(step.intValue ?? 0)]"
      case .key: path += "[\"\(step.stringValue)\"]"
      }
    }
    return path
  }
}
