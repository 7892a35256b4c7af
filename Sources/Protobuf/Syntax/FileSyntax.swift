/// A `.proto` file as it was written: the grammar holds, nothing is resolved or checked beyond it.
///
/// Canonical text and compatibility work on this form, because both look at what was written; linking turns it into a
/// `FileDescriptor`. Source of the rules: the protobuf.dev language specifications of proto2, proto3 and editions.
struct FileSyntax: Hashable, Sendable {
  /// `syntax = "…"` or `edition = "…"`; nil if the file says neither, which means proto2.
  var edition: EditionSyntax?
  /// The dotted name after `package`; nil if there is none.
  var package: NameSyntax?
  var imports: [ImportSyntax] = []
  var options: [OptionSyntax] = []
  /// Messages, enums, extensions and services, in the order of the text.
  var declarations: [DeclarationSyntax] = []
}

/// `syntax = "proto3";` or `edition = "2023";`.
struct EditionSyntax: Hashable, Sendable {
  enum Keyword: Hashable, Sendable { case syntax, edition }
  var keyword: Keyword
  /// The text between the quotes.
  var value: String
  var place: SourcePlace
}

/// A name as it was written: `name`, `a.b.Name` or `.a.b.Name`.
struct NameSyntax: Hashable, Sendable {
  var text: String
  var place: SourcePlace
}

struct ImportSyntax: Hashable, Sendable {
  enum Modifier: Hashable, Sendable { case `public`, weak }
  var modifier: Modifier?
  /// The path between the quotes.
  var path: String
  var place: SourcePlace
}

/// What may stand at the top level of a file.
enum DeclarationSyntax: Hashable, Sendable {
  case message(MessageSyntax)
  case enumeration(EnumSyntax)
  case extend(ExtendSyntax)
  case service(ServiceSyntax)
}

/// Where something stands: a byte offset in the UTF-8 text of its file. Two pieces of syntax are equal wherever they stand.
struct SourcePlace: Sendable {
  var offset: Int

  init(_ offset: Int) { self.offset = offset }
}

extension SourcePlace: Hashable {
  static func == (left: SourcePlace, right: SourcePlace) -> Bool { true }
  func hash(into hasher: inout Hasher) {}
}
