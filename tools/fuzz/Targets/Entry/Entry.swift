import Glibc

extension FuzzTarget {
  /// The one that the environment names.
  static let chosen: FuzzTarget = {
    guard let name = getenv("MARTLET_FUZZ_TARGET"), let target = FuzzTarget(rawValue: String(cString: name)) else {
      fatalError("MARTLET_FUZZ_TARGET names no target: \(allCases.map(\.rawValue).joined(separator: ", "))")
    }
    return target
  }()
}

/// What the fuzzer calls with each input.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
  FuzzTarget.chosen.run(UnsafeBufferPointer(start: start, count: count))
  return 0
}
