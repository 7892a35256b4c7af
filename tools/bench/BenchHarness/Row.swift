/// One line of a comparison: what is done to all records of a workload, again and again.
public struct Row {
  /// The workload and the operation, such as `w1/decode`.
  public var name: String
  public var recordCount: Int
  /// Goes over all records once.
  public var pass: () throws -> Void

  public init(name: String, recordCount: Int, pass: @escaping () throws -> Void) {
    self.name = name
    self.recordCount = recordCount
    self.pass = pass
  }
}

/// Takes a result, so that the work for it is not left out.
@_optimize(none) @inline(never) public func keep(_ result: Int) {}
