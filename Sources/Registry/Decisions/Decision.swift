/// What a request amounts to, decided against a state: records to append, and the answer to give once they are stored.
struct Decision<Outcome: Sendable>: Sendable {
  /// What is to be recorded; empty if nothing changes.
  var records: [RegistryRecord]
  /// The answer.
  var outcome: Outcome

  init(_ outcome: Outcome, records: [RegistryRecord] = []) {
    self.records = records
    self.outcome = outcome
  }
}
