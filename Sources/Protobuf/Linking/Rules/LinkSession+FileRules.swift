/// What protoc refuses about files as a whole.
extension LinkSession {
  func check(_ declared: DeclaredFile, _ id: Int) {
    let syntax = declared.source.syntax
    if declared.edition >= .edition2023 {
      if declared.features.fieldPresence == .legacyRequired {
        problems.add(
          .rule, "Fields cannot be required by default: set the feature where it is meant",
          at: syntax.options.place(ofFeature: "field_presence") ?? SourcePlace(0), in: id)
      }
      if let option = syntax.options.first(where: { $0.name.parts == [.simple("java_string_check_utf8")] }),
        syntax.options.flag("java_string_check_utf8") == true
      {
        problems.add(
          .rule, "There is no 'java_string_check_utf8' in editions: use features.(pb.java).utf8_validation",
          at: option.name.place, in: id)
      }
    }
    guard !declared.isLite else { return }
    for item in syntax.imports {
      guard let imported = declared.imports.first(where: { table.files[$0].source.name == item.path }),
        table.files[imported].isLite
      else { continue }
      problems.add(
        .rule, "'\(item.path)' has optimize_for = LITE_RUNTIME, so only such files can import it", at: item.place,
        in: id)
    }
  }
}

extension DeclaredFile {
  /// True if code is generated for the small runtime, which cannot do everything.
  var isLite: Bool { source.syntax.options.identifier("optimize_for") == "LITE_RUNTIME" }
}
