import Synchronization

/// Which Swift types read and write the records of a program themselves (`AvroSerializable`), which is much quicker than
/// by containers. A type does if its schema is the program's.
final class SelfCodingTypes: Sendable {
  private let program: AvroProgram
  private let known = Mutex<[ObjectIdentifier: Bool]>([:])
  /// The type that was asked for last, and in the lowest bit, which no address of a type has, whether it is one of
  /// these. Most coders are used for one type.
  private let last = Atomic<UInt>(0)

  init(_ program: AvroProgram) {
    self.program = program
  }

  /// The type as one that reads and writes the records itself; nil if it is none.
  @inline(__always) func type<Value>(_ type: Value.Type) -> (any AvroSerializable.Type)? {
    let key = UInt(bitPattern: ObjectIdentifier(type))
    let last = last.load(ordering: .relaxed)
    let isOne = last & ~1 == key ? last & 1 == 1 : find(type)
    return isOne ? type as? any AvroSerializable.Type : nil
  }

  @inline(never) private func find<Value>(_ type: Value.Type) -> Bool {
    let key = ObjectIdentifier(type)
    // Outside of the lock, as a type's schema may take long to make; two tasks find the same.
    let isOne = known.withLock { $0[key] } ?? isSelfCoding(type)
    known.withLock { $0[key] = isOne }
    last.store(UInt(bitPattern: key) | (isOne ? 1 : 0), ordering: .relaxed)
    return isOne
  }

  private func isSelfCoding<Value>(_ type: Value.Type) -> Bool {
    guard let type = type as? any AvroSerializable.Type else { return false }
    return program.hasRecords(of: type)
  }
}
