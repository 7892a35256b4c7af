import SchemaCore

/// Walks over two versions of a linked file and notes what has changed against the rules.
///
/// Types belong together if they have one name within their package and their enclosing messages, fields and values if
/// they have one number.
struct EvolutionWalk {
  private struct Note {
    let rule: ProtobufRule
    /// Without the package.
    let name: String
    let message: String
  }

  let old: LinkedFiles
  let new: LinkedFiles
  private let places: SyntaxPlaces
  private let rules: Set<ProtobufRule>
  private var notes: [Note] = []

  init(old: LinkedFiles, new: LinkedFiles, places: SyntaxPlaces, rules: Set<ProtobufRule>) {
    self.old = old
    self.new = new
    self.places = places
    self.rules = rules
  }

  /// The findings with their places in the new text.
  func findings(in text: String) -> [ProtobufFinding] {
    let lines = TextLines(text)
    return notes.map { note in
      ProtobufFinding(
        rule: note.rule, path: FullName.join(new.root.package, note.name),
        position: places.place(of: note.name).map { lines.position(at: $0.offset) }, message: note.message)
    }
  }

  mutating func add(_ rule: ProtobufRule, _ name: String, _ message: String) {
    if rules.contains(rule), notes.count < ExpandedDifferences.maximum {
      notes.append(Note(rule: rule, name: name, message: message))
    }
  }

  mutating func compareFiles() {
    if old.root.package != new.root.package {
      add(.typeMoved, "", "the package was \(named(old.root.package)) and is \(named(new.root.package))")
    }
    let (before, after) = (old.root, new.root)
    compareTypes(
      (before.messages, before.enums, before.extensions), (after.messages, after.enums, after.extensions), in: "")
    compareServices()
  }

  private func named(_ package: String) -> String { package.isEmpty ? "none" : package }

  private typealias Types = (messages: [MessageDescriptor], enums: [EnumDescriptor], extensions: [FieldDescriptor])

  private mutating func compareTypes(_ old: Types, _ new: Types, in scope: String) {
    let messages = Dictionary(new.messages.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    for message in old.messages where !message.isMapEntry {
      let name = FullName.join(scope, message.name)
      if let now = messages[message.name] {
        compare(message, now, name)
      } else {
        add(.typeRemoved, name, "message \(name) is gone")
      }
    }
    let enums = Dictionary(new.enums.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    for enumeration in old.enums {
      let name = FullName.join(scope, enumeration.name)
      if let now = enums[enumeration.name] {
        compare(enumeration, now, name)
      } else {
        add(.typeRemoved, name, "enum \(name) is gone")
      }
    }
    compareExtensions(old.extensions, new.extensions, in: scope)
  }

  private mutating func compare(_ old: MessageDescriptor, _ new: MessageDescriptor, _ name: String) {
    compareFields(old, new, name)
    compareOneofs(old, new, name)
    let ranges = NumberRanges(new.extensionRanges.map { NumberRanges.numbers($0.numbers) })
    for range in old.extensionRanges where !ranges.cover(NumberRanges.numbers(range.numbers)) {
      let text = NumberRanges.text(NumberRanges.numbers(range.numbers))
      add(.extensionRangeRemoved, name, "message \(name) has no extensions \(text) any more")
    }
    compareTypes((old.messages, old.enums, old.extensions), (new.messages, new.enums, new.extensions), in: name)
  }

  private mutating func compareOneofs(_ old: MessageDescriptor, _ new: MessageDescriptor, _ name: String) {
    let oneofs = Set(new.namesOfWrittenOneofs)
    for oneof in old.namesOfWrittenOneofs where !oneofs.contains(oneof) {
      add(.oneofRemoved, FullName.join(name, oneof), "oneof \(oneof) of message \(name) is gone")
    }
  }

  private mutating func compareExtensions(_ old: [FieldDescriptor], _ new: [FieldDescriptor], in scope: String) {
    let extensions = Dictionary(
      new.map { (ExtensionKey(of: $0), $0) }, uniquingKeysWith: { first, _ in first })
    for field in old {
      if let now = extensions[ExtensionKey(of: field)] {
        compare(field, now, oneofs: (nil, nil), in: scope)
      } else {
        let name = FullName.join(scope, field.name)
        add(.extensionRemoved, name, "extension \(name) (\(field.number)) of \(field.extendee ?? "") is gone")
      }
    }
  }

  private struct ExtensionKey: Hashable {
    let extendee: String?
    let number: Int32

    init(of field: FieldDescriptor) {
      extendee = field.extendee
      number = field.number
    }
  }

  private mutating func compareServices() {
    let services = Dictionary(new.root.services.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    for service in old.root.services {
      guard let now = services[service.name] else {
        add(.serviceRemoved, service.name, "service \(service.name) is gone")
        continue
      }
      let methods = Dictionary(now.methods.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
      for method in service.methods {
        let name = FullName.join(service.name, method.name)
        guard let now = methods[method.name] else {
          add(.methodRemoved, name, "method \(name) is gone")
          continue
        }
        if method.signature != now.signature {
          add(.methodChanged, name, "method \(name) was \(method.signature) and is \(now.signature)")
        }
      }
    }
  }
}

extension MethodDescriptor {
  /// The request and the response, as they are written.
  fileprivate var signature: String {
    "(\(isClientStreaming ? "stream " : "")\(input)) returns (\(isServerStreaming ? "stream " : "")\(output))"
  }
}

extension MessageDescriptor {
  /// The oneofs of the text, and not those made for proto3 `optional` fields.
  fileprivate var namesOfWrittenOneofs: [String] {
    let made = Set(fields.filter(\.isProto3Optional).compactMap(\.oneofIndex))
    return oneofs.enumerated().filter { !made.contains($0.offset) }.map(\.element.name)
  }

  /// The name of the oneof that a field of the message is a member of in the text.
  func writtenOneof(of field: FieldDescriptor) -> String? {
    guard let index = field.oneofIndex, !field.isProto3Optional, oneofs.indices.contains(index) else { return nil }
    return oneofs[index].name
  }
}
