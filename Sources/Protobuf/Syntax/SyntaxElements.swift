extension FileSyntax {
  var messages: [MessageSyntax] { declarations.compactMap(\.message) }
  var enums: [EnumSyntax] { declarations.compactMap(\.enumeration) }
  var extends: [ExtendSyntax] { declarations.compactMap(\.extend) }
  var services: [ServiceSyntax] { declarations.compactMap(\.service) }
}

extension MessageSyntax {
  var fields: [FieldSyntax] { elements.compactMap { if case .field(let field) = $0 { field } else { nil } } }
  var groups: [GroupSyntax] { elements.compactMap { if case .group(let group) = $0 { group } else { nil } } }
  var oneofs: [OneofSyntax] { elements.compactMap { if case .oneof(let oneof) = $0 { oneof } else { nil } } }
  /// The messages declared within; not those of groups and maps.
  var messages: [MessageSyntax] { elements.compactMap { if case .message(let message) = $0 { message } else { nil } } }
  var enums: [EnumSyntax] { elements.compactMap { if case .enumeration(let inner) = $0 { inner } else { nil } } }
  var extends: [ExtendSyntax] { elements.compactMap { if case .extend(let extend) = $0 { extend } else { nil } } }
  var extensions: [ExtensionsSyntax] {
    elements.compactMap { if case .extensions(let some) = $0 { some } else { nil } }
  }
  var reserved: [ReservedSyntax] { elements.compactMap { if case .reserved(let some) = $0 { some } else { nil } } }
  var options: [OptionSyntax] { elements.compactMap { if case .option(let option) = $0 { option } else { nil } } }
}

extension MessageSyntax {
  /// The names of all fields, those of groups and within oneofs included.
  var fieldNames: [String] {
    let groups = groups + oneofs.flatMap(\.groups)
    return (fields + oneofs.flatMap(\.fields)).map(\.name.text) + groups.map { $0.message.name.text.lowercased() }
  }
}

extension OneofSyntax {
  var fields: [FieldSyntax] { elements.compactMap { if case .field(let field) = $0 { field } else { nil } } }
  var groups: [GroupSyntax] { elements.compactMap { if case .group(let group) = $0 { group } else { nil } } }
  var options: [OptionSyntax] { elements.compactMap { if case .option(let option) = $0 { option } else { nil } } }
}

extension ExtendSyntax {
  var fields: [FieldSyntax] { elements.compactMap { if case .field(let field) = $0 { field } else { nil } } }
  var groups: [GroupSyntax] { elements.compactMap { if case .group(let group) = $0 { group } else { nil } } }
}

extension EnumSyntax {
  var values: [EnumValueSyntax] { elements.compactMap { if case .value(let value) = $0 { value } else { nil } } }
  var reserved: [ReservedSyntax] { elements.compactMap { if case .reserved(let some) = $0 { some } else { nil } } }
  var options: [OptionSyntax] { elements.compactMap { if case .option(let option) = $0 { option } else { nil } } }
}

extension ServiceSyntax {
  var methods: [MethodSyntax] { elements.compactMap { if case .method(let method) = $0 { method } else { nil } } }
  var options: [OptionSyntax] { elements.compactMap { if case .option(let option) = $0 { option } else { nil } } }
}

extension DeclarationSyntax {
  fileprivate var message: MessageSyntax? { if case .message(let message) = self { message } else { nil } }
  fileprivate var enumeration: EnumSyntax? { if case .enumeration(let inner) = self { inner } else { nil } }
  fileprivate var extend: ExtendSyntax? { if case .extend(let extend) = self { extend } else { nil } }
  fileprivate var service: ServiceSyntax? { if case .service(let service) = self { service } else { nil } }
}
