extension FieldDescriptor {
  /// The lower camel case of a field's name: `my_field` is `myField`. Every underscore vanishes, and a letter that follows
  /// one becomes a capital. Source: protobuf.dev, ProtoJSON Format.
  static func jsonName(for name: String) -> String {
    guard name.utf8.contains(UInt8(ascii: "_")) else { return name }
    var result: [UInt8] = []
    result.reserveCapacity(name.utf8.count)
    var followsUnderscore = false
    for byte in name.utf8 {
      if byte == UInt8(ascii: "_") {
        followsUnderscore = true
      } else {
        let isLowerCase = (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
        result.append(followsUnderscore && isLowerCase ? byte - 32 : byte)
        followsUnderscore = false
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
