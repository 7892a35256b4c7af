import Yams

/// The settings that a YAML file makes. Sections are mappings: `log:` with `level:` in it is `log.level`; the name may
/// also be written out.
struct SettingsFile {
  struct Entry {
    var name: String
    var value: String
    var origin: SettingOrigin
  }

  private(set) var entries: [Entry] = []
  private let path: String

  /// - Parameter path: what the file is called in errors.
  init(_ text: String, path: String) throws(SettingsError) {
    self.path = path
    let document: Node?
    do {
      document = try Yams.compose(yaml: text)
    } catch {
      throw SettingsError(.malformedFile, "\(path): this is not YAML: \(error)")
    }
    guard let document, document.null == nil else { return }
    try read(document, under: "")
  }

  private mutating func read(_ node: Node, under section: String) throws(SettingsError) {
    guard let mapping = node.mapping else {
      throw SettingsError(.malformedFile, "\(place(of: node)): settings are expected here, such as log: {level: debug}")
    }
    for (key, value) in mapping {
      guard let word = key.string else {
        throw SettingsError(.malformedFile, "\(place(of: key)): the name of a setting is expected here")
      }
      let name = section.isEmpty ? word : "\(section).\(word)"
      let origin = SettingOrigin.file(path, line: key.mark?.line ?? 1)
      if Setting.named(name) != nil {
        entries.append(Entry(name: name, value: try text(of: value, name), origin: origin))
      } else if Setting.all.contains(where: { $0.name.hasPrefix("\(name).") }) {
        // An empty section says nothing.
        if value.null == nil { try read(value, under: name) }
      } else {
        throw .unknown(name, at: origin)
      }
    }
  }

  /// A value as it would be written in the environment: lists with commas.
  private func text(of node: Node, _ name: String) throws(SettingsError) -> String {
    if let scalar = node.scalar { return scalar.string }
    var texts: [String] = []
    for item in node.sequence ?? [] {
      guard let scalar = item.scalar else { break }
      texts.append(scalar.string)
    }
    guard let sequence = node.sequence, texts.count == sequence.count else {
      throw SettingsError(.malformedFile, "\(place(of: node)): \(name) is a text or a list of texts")
    }
    return texts.joined(separator: ",")
  }

  private func place(of node: Node) -> String {
    guard let mark = node.mark else { return path }
    return "\(path):\(mark.line):\(mark.column)"
  }
}
