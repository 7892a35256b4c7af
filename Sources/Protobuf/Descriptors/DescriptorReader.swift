public import SchemaCore

/// Reads linked files from serialized `google.protobuf.FileDescriptorProto` messages, as protoc and generated code hold
/// them. Source locations and fields that are not known are passed over.
///
/// The bytes may come from anybody: what would not fit the model is refused. The rules of the language, such as that field
/// numbers differ, are not checked.
public struct DescriptorReader {
  let edition: Edition
  /// The full name of what is read, for errors.
  var path: String

  /// Reads one file. Enums of other files, which are not at hand, are taken to be open or closed as this file's are.
  ///
  /// - Throws: `CodecError` if the bytes are not a serialized `FileDescriptorProto`, or of an edition that is not known.
  public static func file(_ bytes: [UInt8]) throws(CodecError) -> FileDescriptor {
    try files([bytes[...]])[0]
  }

  /// Reads the files of a serialized `google.protobuf.FileDescriptorSet`, in their order.
  ///
  /// - Throws: `CodecError` if the bytes are not a serialized `FileDescriptorSet`, or of an edition that is not known.
  public static func fileSet(_ bytes: [UInt8]) throws(CodecError) -> [FileDescriptor] {
    var reader = WireReader(bytes)
    var files: [ArraySlice<UInt8>] = []
    while let field = try reader.next() {
      if field.number == 1 { files.append(try field.contents()) }
    }
    return try Self.files(files)
  }

  private static func files(_ serialized: [ArraySlice<UInt8>]) throws(CodecError) -> [FileDescriptor] {
    var files: [FileDescriptor] = []
    var enums = ClosedEnums()
    for bytes in serialized {
      var file = try readFile(bytes)
      enums.add(file)
      enums.settle(&file)
      files.append(file)
    }
    return files
  }

  private static func readFile(_ bytes: ArraySlice<UInt8>) throws(CodecError) -> FileDescriptor {
    let edition = try edition(of: bytes)
    let options = try options(8, of: bytes)
    let features = try FeatureSet(edition: edition).overridden(by: options, of: .file)
    var file = FileDescriptor(name: "", edition: edition)
    file.options = options
    // The package comes first, because errors name what they are about in full.
    var packages = WireReader(bytes)
    while let field = try packages.next() {
      if field.number == 2 { file.package = try field.text() }
    }
    guard file.package.isEmpty || FullName.isValid(file.package) else {
      throw CodecError(.malformed, "'\(file.package)' is no name of a package", byteOffset: bytes.startIndex)
    }
    let inner = DescriptorReader(edition: edition, path: file.package)
    var reader = WireReader(bytes)
    while let field = try reader.next() {
      switch field.number {
      case 1: file.name = try field.text()
      case 3: file.dependencies.append(try field.text())
      case 4: file.messages.append(try inner.message(field.contents(), features))
      case 5: file.enums.append(try inner.enumeration(field.contents(), features))
      case 6: file.services.append(try inner.service(field.contents()))
      case 7: file.extensions.append(try inner.field(field.contents(), in: .extensions(features)))
      case 10: file.publicDependencies += try field.int32s().map(Int.init)
      case 11: file.weakDependencies += try field.int32s().map(Int.init)
      default: break
      }
    }
    for index in file.publicDependencies + file.weakDependencies where !file.dependencies.indices.contains(index) {
      throw CodecError(.malformed, "the file has no import \(index)", path: file.name)
    }
    return file
  }

  private static func edition(of bytes: ArraySlice<UInt8>) throws(CodecError) -> Edition {
    var syntax = ""
    var number: Int32?
    var reader = WireReader(bytes)
    while let field = try reader.next() {
      switch field.number {
      case 12: syntax = try field.text()
      case 14: number = try field.int32()
      default: break
      }
    }
    switch (syntax, number) {
    case ("", nil), ("proto2", _): return .proto2
    case ("proto3", _): return .proto3
    case ("editions", let number?), ("", let number?):
      guard let edition = Edition(rawValue: number) else {
        throw CodecError(.malformed, "edition \(number) is not known; write the file in edition 2023 or proto3")
      }
      return edition
    default:
      throw CodecError(.malformed, "the syntax '\(syntax)' is not known; there are proto2, proto3 and editions")
    }
  }

  /// The options that a message has as field `number`; several are one, as everywhere in Protobuf.
  static func options(_ number: Int32, of bytes: ArraySlice<UInt8>) throws(CodecError) -> OptionsDescriptor {
    var options = OptionsDescriptor()
    var reader = WireReader(bytes)
    while let field = try reader.next() {
      if field.number == number {
        options.bytes += try field.contents()
        options.isPresent = true
      }
    }
    return options
  }
}
