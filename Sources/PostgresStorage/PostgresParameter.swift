import CPostgres

/// A value that goes with a statement, in PostgreSQL's binary format.
///
/// Binary needs no quoting, so no text can be mistaken for syntax.
struct PostgresParameter {
  let bytes: [UInt8]
  let type: Oid

  /// One `bigint`.
  static func integer(_ value: Int64) -> PostgresParameter {
    PostgresParameter(bytes: bigEndian(value), type: bigint)
  }

  /// A `bigint[]`.
  static func integers(_ values: [Int64]) -> PostgresParameter {
    PostgresParameter(bytes: array(values.map(bigEndian), of: bigint), type: bigintArray)
  }

  /// A `text[]`; nil is NULL. The texts must not hold U+0000, which PostgreSQL cannot store.
  static func texts(_ values: [String?]) -> PostgresParameter {
    PostgresParameter(bytes: array(values.map { $0.map { Array($0.utf8) } }, of: text), type: textArray)
  }

  // The numbers of the built-in types never change (pg_type.dat).
  private static let bigint: Oid = 20
  private static let text: Oid = 25
  private static let textArray: Oid = 1009
  private static let bigintArray: Oid = 1016

  /// An array's external binary form (`array_send`): dimensions, whether it has NULLs, the elements' type, each dimension's
  /// length and first index, then each element with its length.
  private static func array(_ elements: [[UInt8]?], of type: Oid) -> [UInt8] {
    let hasNulls: Int32 = elements.contains { $0 == nil } ? 1 : 0
    var bytes = bigEndian(Int32(1)) + bigEndian(hasNulls) + bigEndian(type)
    bytes += bigEndian(Int32(clamping: elements.count)) + bigEndian(Int32(1))
    for element in elements {
      bytes += bigEndian(element.map { Int32(clamping: $0.count) } ?? -1)
      bytes += element ?? []
    }
    return bytes
  }

  private static func bigEndian(_ value: some FixedWidthInteger) -> [UInt8] {
    withUnsafeBytes(of: value.bigEndian) { Array($0) }
  }
}
