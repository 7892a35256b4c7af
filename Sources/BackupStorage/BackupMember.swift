import Registry
import Zlib

/// A piece of a backup file, which is a row of them: a gzip file of its own (RFC 1952) whose extra field says what it
/// holds, so that a reader finds its way without unpacking, and around a piece that is damaged.
///
/// The file as a whole is a gzip file too. Unpacked it is lines of JSON:
///
/// - the first member is a line that says whose backup this is (`BackupOrigin`);
/// - the next ones hold the records, a line each in the order of the log, in members of up to 1,000 or about 256 KiB;
/// - the last one is a line that says how much there must be (`BackupEnd`). A file without it is not whole.
///
/// The extra field has one subfield "MB" of 21 bytes, all numbers little-endian: the length of the member in bytes (4),
/// its kind (1), the position of its first record (8), how many records it holds (4), and the CRC-32 of these 17 (4).
struct BackupMember: Hashable, Sendable {
  enum Kind: UInt8, Sendable {
    case origin = 0
    case records = 1
    case end = 2
  }

  var kind: Kind
  /// The position of the first record; for the end where the next record of the log would be.
  var first: Int64
  /// How many records it holds.
  var count: UInt32
  /// Its length in the file, in bytes.
  var length: UInt32 = 0

  /// How long the header is, up to the deflated bytes.
  static let headerLength = 37
  /// The length of a member that holds nothing: behind the bytes come their CRC-32 and their number, before packing.
  static let smallestLength = headerLength + 8
  /// How much may come out of a member, in bytes.
  static let maximumContent = 64 << 20

  /// What every header begins with: gzip's marks, deflate, an extra field, no time, any system; then the field's length,
  /// the subfield's name and its length.
  static let start: [UInt8] = [
    0x1F, 0x8B, 8, 4, 0, 0, 0, 0, 0, 255, 25, 0, UInt8(ascii: "M"), UInt8(ascii: "B"), 21, 0,
  ]

  /// The whole member with its content.
  ///
  /// - Throws: `StoreError.tooLarge` if it would be longer than readers take.
  func packed(_ content: [UInt8], with encoder: DeflateEncoder) throws(StoreError) -> [UInt8] {
    if content.count > Self.maximumContent {
      throw .tooLarge("the record at position \(first) of the log has \(content.count) bytes: too many for a backup")
    }
    var deflated: [UInt8] = []
    let result = content.withUnsafeBytes { bytes in
      Result { () throws(DeflateError) in try encoder.encode(bytes, into: &deflated) }
    }
    if case .failure(let error) = result { throw .unavailable("the backup cannot be packed: \(error)") }
    var member = self
    member.length = UInt32(Self.smallestLength + deflated.count)
    return member.header + deflated + Self.bytes(content.checksum) + Self.bytes(UInt32(content.count))
  }

  private var header: [UInt8] {
    let field = Self.bytes(length) + [kind.rawValue] + Self.bytes(first) + Self.bytes(count)
    return Self.start + field + Self.bytes(field.checksum)
  }

  /// What a member holds.
  ///
  /// - Throws: `StoreError.damaged` if its bytes are not what was written.
  static func content(of member: [UInt8], at offset: Int64) throws(StoreError) -> [UInt8] {
    var content: [UInt8] = []
    let deflated = member.dropFirst(headerLength).dropLast(8)
    let result = deflated.withUnsafeBytes { bytes in
      Result { () throws(DeflateError) in
        try DeflateDecoder(.none).decode(bytes, into: &content, limit: maximumContent)
      }
    }
    if case .failure(let error) = result {
      throw .damaged("the block at byte \(offset) cannot be unpacked: \(error)")
    }
    let (checksum, length): (UInt32, UInt32) = (number(member.suffix(8)), number(member.suffix(4)))
    if checksum != content.checksum || Int(length) != content.count {
      throw .damaged("the block at byte \(offset) is not what was written: its checksum is another")
    }
    return content
  }

  private static func bytes(_ number: some FixedWidthInteger) -> [UInt8] {
    withUnsafeBytes(of: number.littleEndian) { Array($0) }
  }

  private static func number<Number: FixedWidthInteger>(_ bytes: ArraySlice<UInt8>) -> Number {
    bytes.prefix(Number.bitWidth / 8).reversed().reduce(0) { $0 << 8 | Number($1) }
  }
}

extension BackupMember {
  /// Reads the header of a member; nil if there is none, or a damaged one.
  init?(header bytes: ArraySlice<UInt8>) {
    let (start, field) = (bytes.prefix(Self.start.count), bytes.dropFirst(Self.start.count).prefix(17))
    guard bytes.count >= Self.headerLength, start.elementsEqual(Self.start) else { return nil }
    let checksum: UInt32 = Self.number(bytes.dropFirst(Self.start.count + 17))
    guard checksum == Array(field).checksum, let kind = Kind(rawValue: field[field.startIndex + 4]) else { return nil }
    self.init(
      kind: kind, first: Self.number(field.dropFirst(5)), count: Self.number(field.dropFirst(13)),
      length: Self.number(field))
    // A member that ends before it begins, or reaches beyond all positions, was not written by this program.
    guard length >= Self.smallestLength, first >= 0, first <= Int64.max - Int64(count) else { return nil }
  }

  /// Where the record behind the last one stands.
  var end: Int64 { first + Int64(count) }
}

extension [UInt8] {
  fileprivate var checksum: UInt32 { withUnsafeBytes(CRC32.checksum) }
}
