import SchemaCore

/// The options that every compiler knows, for one kind of declaration, in the order in which schema registries write them.
/// Numbers and names are those of `google/protobuf/descriptor.proto`.
struct StandardOptions {
  enum Value {
    case bool
    case string
    /// Names by number, from 0.
    case words([String])
  }
  struct Option {
    var number: Int32
    var name: String
    var value: Value

    init(_ number: Int32, _ name: String, _ value: Value = .bool) {
      self.number = number
      self.name = name
      self.value = value
    }
  }
  var options: [Option]
  /// The number of the option `features`.
  var features: Int32
  /// The name of the registry's own option for tags and documentation; nil if there is none for the declaration.
  var meta: String?

  /// Serialized options as they are written in text; extensions but the registry's own are left out.
  ///
  /// - Throws: `CodecError` if they are not a serialized message.
  func syntax(of serialized: OptionsDescriptor) throws(CodecError) -> [OptionSyntax] {
    guard !serialized.bytes.isEmpty else { return [] }
    var values: [Int32: [OptionSyntax]] = [:]
    var features: [OptionSyntax] = []
    var meta: [UInt8] = []
    var reader = WireReader(serialized.bytes)
    while let field = try reader.next() {
      if field.number == self.features {
        features += try Self.features(field.contents())
      } else if field.number == RegistryMeta.optionNumber {
        meta += try field.contents()
      } else if let option = options.first(where: { $0.number == field.number }), let value = try option.read(field) {
        let syntax = OptionSyntax(option.name, value)
        if option.isRepeated {
          values[option.number, default: []].append(syntax)
        } else {
          values[option.number] = [syntax]
        }
      }
    }
    let known = options.flatMap { values[$0.number] ?? [] } + features
    guard let name = self.meta, let value = try RegistryMeta(serialized: meta).value else { return known }
    let option = OptionSyntax(
      name: OptionNameSyntax(parts: [.custom(name)], place: .none), value: OptionValueSyntax(kind: value, place: .none))
    return known + [option]
  }

  private static func features(_ bytes: ArraySlice<UInt8>) throws(CodecError) -> [OptionSyntax] {
    var result: [OptionSyntax] = []
    var reader = WireReader(bytes)
    while let field = try reader.next() {
      if let feature = featureSet.first(where: { $0.number == field.number }), let value = try feature.read(field) {
        result.append(OptionSyntax("features." + feature.name, value))
      }
    }
    return result
  }
}

extension StandardOptions.Option {
  fileprivate var isRepeated: Bool { name == "targets" }

  /// Nil for a word that is not known.
  fileprivate func read(_ field: WireField) throws(CodecError) -> OptionValueSyntax.Kind? {
    switch value {
    case .bool: return .identifier(try field.bool() ? "true" : "false")
    case .string: return .string(StringSyntax(bytes: Array(try field.contents())))
    case .words(let words):
      let number = Int(try field.int32())
      return words.indices.contains(number) ? .identifier(words[number]) : nil
    }
  }
}
