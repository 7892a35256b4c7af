/// What was learned about the keys of a Swift type where they read or write one node.
///
/// The generic containers of a type of keys are found by a search in the runtime's tables each time they are named. They
/// are kept here instead, since that search takes longer than reading several fields.
struct KeyUse {
  /// From the byte of a key to the place of the field or branch plus one; 0 for keys that were not met yet.
  typealias Table = UnsafeMutablePointer<Int32>

  static let tableCount = 256

  let keys: ObjectIdentifier
  /// Nil if the keys are not of one byte.
  let fields: Table?
  /// `DecodingContainers` for the keys.
  let decoding: AnyObject
  /// `EncodingContainers` for the keys.
  let encoding: AnyObject
  /// How the keys read the node as the value of a case; nil if they were not asked yet.
  var payloadForm: KeyedSlots.Form?
  /// For each branch of a union the array of the key that names it, as `KeyList`.
  var branchKeys: [AnyObject?]
}

/// An array of keys as an object, so that it can be kept without naming its type.
final class KeyList<Key: CodingKey> {
  let keys: [Key]

  init(_ keys: [Key]) {
    self.keys = keys
  }
}
