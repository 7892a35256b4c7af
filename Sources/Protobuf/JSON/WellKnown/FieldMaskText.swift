import SchemaCore

/// The paths of a `google.protobuf.FieldMask` as they stand in JSON: in lower camel case, with commas between them
/// (ProtoJSON format, FieldMask).
enum FieldMaskText {
  /// Writes one path; false if it is empty or would not be read back as it is.
  static func write(path: UnsafeBufferPointer<UInt8>, to output: inout JSONOutput) -> Bool {
    var camel: [UInt8] = []
    var isAfterUnderscore = false
    for byte in path {
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: ","), 0..<0x20, UInt8(ascii: "\""), UInt8(ascii: "\\"):
        return false
      case UInt8(ascii: "_"):
        if isAfterUnderscore { return false }
        isAfterUnderscore = true
      case UInt8(ascii: "a")...UInt8(ascii: "z"):
        camel.append(isAfterUnderscore ? byte & ~0x20 : byte)
        isAfterUnderscore = false
      default:
        if isAfterUnderscore { return false }
        camel.append(byte)
      }
    }
    if isAfterUnderscore || camel.isEmpty { return false }
    camel.withUnsafeBufferPointer { output.append($0) }
    return true
  }

  /// The paths that the text stands for, in snake case; nil if one is empty or has an underscore.
  static func read(_ text: UnsafeBufferPointer<UInt8>) -> [[UInt8]]? {
    if text.isEmpty { return [] }
    var paths: [[UInt8]] = []
    for part in text.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false) {
      var path: [UInt8] = []
      for byte in part {
        switch byte {
        case UInt8(ascii: "_"): return nil
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): path += [UInt8(ascii: "_"), byte | 0x20]
        default: path.append(byte)
        }
      }
      if path.isEmpty { return nil }
      paths.append(path)
    }
    return paths
  }
}
