/// Elements that are never changed, each of which can be looked at where it is, without being copied or retained.
final class FixedTable<Element>: @unchecked Sendable {
  // Written by `init` only.
  private let elements: UnsafeMutableBufferPointer<Element>

  init(_ elements: [Element]) {
    self.elements = .allocate(capacity: elements.count)
    _ = self.elements.initialize(from: elements)
  }

  deinit {
    elements.deinitialize()
    elements.deallocate()
  }

  /// Valid as long as the table.
  @inline(__always) subscript(_ index: Int) -> UnsafePointer<Element> {
    precondition(elements.indices.contains(index), "an index of the program's own")
    return UnsafePointer(elements.baseAddress.unsafelyUnwrapped + index)
  }
}
