extension LinkSession {
  /// The linked form of a file.
  func link(file id: Int) -> FileDescriptor {
    let declared = table.files[id]
    let syntax = declared.source.syntax
    var file = FileDescriptor(
      name: declared.source.name, package: syntax.package?.text ?? "", edition: declared.edition)
    for (index, item) in syntax.imports.enumerated() {
      file.dependencies.append(item.path)
      switch item.modifier {
      case .public: file.publicDependencies.append(index)
      case .weak: file.weakDependencies.append(index)
      case nil: break
      }
    }
    file.messages = declared.messages.map(link(message:))
    file.enums = declared.enums.map(link(enumeration:))
    file.extensions = declared.extensions.map(link(extension:))
    file.services = declared.services.map { link($0, in: id) }
    file.options = options(syntax.options, of: .file, from: declared.scope, in: id)
    if declared.isStrict { check(declared, id) }
    return file
  }

  func link(enumeration id: Int) -> EnumDescriptor {
    let declared = table.enums[id]
    var enumeration = EnumDescriptor(
      name: declared.syntax.name.text, isClosed: declared.features.enumType == .closed)
    var options: [OptionSyntax] = []
    for element in declared.syntax.elements {
      switch element {
      case .value(let syntax):
        var value = EnumValueDescriptor(
          name: syntax.name.text, number: number(syntax.number, of: "an enum value", in: declared.file))
        value.options = self.options(syntax.options, of: .enumValue, from: declared.outerScope, in: declared.file)
        enumeration.values.append(value)
      case .option(let option): options.append(option)
      case .reserved(let reserved):
        switch reserved.values {
        case .names(let names, quoted: _): enumeration.reservedNames += names.map(\.text)
        case .ranges(let ranges):
          enumeration.reservedRanges += ranges.compactMap { closedRange($0, in: declared.file) }
        }
      }
    }
    enumeration.options = self.options(options, of: .enumeration, from: declared.outerScope, in: declared.file)
    if table.files[declared.file].isStrict { check(enumeration, declared, options: options) }
    return enumeration
  }

  private func link(_ declared: DeclaredService, in file: Int) -> ServiceDescriptor {
    var service = ServiceDescriptor(name: declared.syntax.name.text)
    var options: [OptionSyntax] = []
    for element in declared.syntax.elements {
      switch element {
      case .option(let option): options.append(option)
      case .method(let syntax):
        var method = MethodDescriptor(
          name: syntax.name.text, input: messageName(syntax.input, from: declared.scope, in: file),
          output: messageName(syntax.output, from: declared.scope, in: file))
        method.isClientStreaming = syntax.isClientStreaming
        method.isServerStreaming = syntax.isServerStreaming
        method.options = self.options(syntax.options, of: .method, from: declared.scope, in: file)
        service.methods.append(method)
      }
    }
    service.options = self.options(options, of: .service, from: declared.outerScope, in: file)
    return service
  }

  private func messageName(_ name: NameSyntax, from scope: Int, in file: Int) -> String {
    message(named: name, from: scope, in: file).map { table.messages[$0].fullName } ?? name.text
  }

  /// A number as descriptors hold it.
  func number(_ syntax: NumberSyntax, of what: String, in file: Int) -> Int32 {
    if let number = Int32(exactly: syntax.value) { return number }
    problems.add(
      .limit, "The number \(syntax.value) is out of range for \(what): \(Int32.min) to \(Int32.max)", at: syntax.place,
      in: file)
    return 0
  }

  private func closedRange(_ syntax: RangeSyntax, in file: Int) -> ClosedRange<Int32>? {
    let lower = number(syntax.lower, of: "an enum value", in: file)
    let upper =
      switch syntax.upper {
      case nil: lower
      case .max: Int32.max
      case .number(let upper): number(upper, of: "an enum value", in: file)
      }
    guard lower <= upper else {
      problems.add(.rule, "The range ends before it begins: swap its ends", at: syntax.lower.place, in: file)
      return upper...lower
    }
    return lower...upper
  }
}
