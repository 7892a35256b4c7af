/// One line of the comparison: what is done to all records of a workload, again and again.
struct Row {
  /// The workload and the operation, such as `w1/decode`.
  var name: String
  var recordCount: Int
  /// Goes over all records once.
  var pass: () throws -> Void
}

/// Takes a result, so that the work for it is not left out.
@_optimize(none) @inline(never) func keep(_ result: Int) {}
