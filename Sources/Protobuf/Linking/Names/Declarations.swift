/// A file whose names are declared.
struct DeclaredFile: Sendable {
  let source: ParsedFile
  let edition: Edition
  let features: FeatureSet
  /// The scope of its package.
  let scope: Int
  /// True if all rules of the language are held against it, not only those without which it cannot be linked.
  let isStrict: Bool
  /// The files that it imports, as far as they are there.
  let imports: [Int]
  /// Those of them that who imports this file imports too.
  let publicImports: [Int]
  var messages: [Int] = []
  var enums: [Int] = []
  var extensions: [Int] = []
  var services: [DeclaredService] = []
}

/// A message of a file: maps and groups are taken apart into a message and a field.
struct DeclaredMessage: Sendable {
  let name: NameSyntax
  let fullName: String
  let file: Int
  /// The scope that it is, within the scope that it is declared in.
  let scope: Int
  let outerScope: Int
  /// The message that it is declared in, if there is one.
  let outerMessage: Int?
  /// The features in force, its own options included.
  let features: FeatureSet
  let isMapEntry: Bool
  var fields: [DeclaredField] = []
  var oneofs: [OneofSyntax] = []
  var messages: [Int] = []
  var enums: [Int] = []
  var extensions: [Int] = []
  var ranges: [ExtensionsSyntax] = []
  var reserved: [ReservedSyntax] = []
  var options: [OptionSyntax] = []
}

struct DeclaredEnum: Sendable {
  let syntax: EnumSyntax
  let fullName: String
  let file: Int
  /// The scope that it is declared in, as its values are.
  let outerScope: Int
  let features: FeatureSet
}

struct DeclaredService: Sendable {
  let syntax: ServiceSyntax
  let fullName: String
  let scope: Int
  let outerScope: Int
}

/// A field of a message or an extension.
struct DeclaredField: Sendable {
  enum Form: Hashable, Sendable { case plain, group, map }
  let form: Form
  /// For maps and groups, with the message that was made for it as its type.
  let syntax: FieldSyntax
  /// The index among the message's oneofs.
  var oneof: Int?
}

struct DeclaredExtension: Sendable {
  let field: DeclaredField
  let extendee: NameSyntax
  let fullName: String
  let file: Int
  let outerScope: Int
  /// The features of the file or the message around it.
  let features: FeatureSet
}
