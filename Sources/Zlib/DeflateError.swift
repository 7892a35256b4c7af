/// Why bytes cannot be packed or unpacked.
public enum DeflateError: Error, Hashable, Sendable {
  /// zlib has no memory for its tables.
  case outOfMemory
  /// More comes out than is wanted.
  case tooLarge
  /// The bytes end too early.
  case truncated
  /// The bytes are none that deflate makes; zlib's words for it.
  case malformed(String)
}
