import FoundationEssentials

/// Base64 as RFC 4648, section 4, has it, with padding.
enum Base64 {
  static func text(_ bytes: [UInt8]) -> [UInt8] {
    Array(Data(bytes).base64EncodedData())
  }

  static func bytes(_ text: ArraySlice<UInt8>) -> [UInt8]? {
    Data(base64Encoded: Data(text)).map { Array($0) }
  }
}
