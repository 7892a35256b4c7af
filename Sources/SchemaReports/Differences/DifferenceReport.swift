public import SchemaCore

/// What differs between two schemas, ready to be written for people and programs.
public struct DifferenceReport: Hashable, Sendable {
  /// What the two are called.
  public var old: String
  public var new: String
  public var difference: SchemaDifference

  public init(old: String, new: String, difference: SchemaDifference) {
    self.old = old
    self.new = new
    self.difference = difference
  }

  /// The whole in one sentence.
  var summary: String {
    let names = "\(Printable.text(old)) → \(Printable.text(new))"
    if difference.isEmpty { return "\(names): they mean the same" }
    let count = difference.count
    let broken = brokenSides
    let changes = count == 1 ? "1 change" : "\(count) changes"
    return "\(names): \(changes), "
      + (broken.isEmpty ? "none that breaks anybody" : "breaks \(broken.joined(separator: ", "))")
  }

  /// Whom the changes break, each once.
  var brokenSides: [String] {
    var sides: [String] = []
    for effect in difference.allEffects where !sides.contains(effect.breaks) { sides.append(effect.breaks) }
    return sides
  }

  /// What effects mean, for people.
  static func words(for effect: SchemaDifference.Effect) -> String {
    switch effect.breaks {
    case CompatibilityDirection.backward.rawValue: "breaks backward (the new schema cannot read old data)"
    case CompatibilityDirection.forward.rawValue: "breaks forward (the old schema cannot read new data)"
    default: "breaks \(effect.breaks)"
    }
  }
}

extension SchemaDifference {
  /// One sign for what happened.
  var sign: String {
    switch change {
    case .none: " "
    case .added: "+"
    case .removed: "-"
    case .renamed, .changed: "~"
    case .moved: "↕"
    }
  }

  /// What is told of the part: its line in the new version, or in the old one if it is gone.
  var headline: String {
    let line = Printable.text(newSummary ?? oldSummary ?? name)
    let isInLine = line == kind || line.hasPrefix(kind + " ") || kind == "file" || kind == "schema"
    return isInLine ? line : "\(kind) \(line)"
  }
}

extension SchemaDifference.Detail {
  /// A text that may be long, on one line.
  static func shown(_ text: String?) -> String {
    guard let text else { return "none" }
    let printable = Printable.text(text)
    return printable.count > 120 ? printable.prefix(119) + "…" : printable
  }
}
