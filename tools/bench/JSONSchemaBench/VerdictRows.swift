import BenchHarness
import JSONSchema

/// From bytes to whether they are as the schema wants them.
enum VerdictRows {
  static func rows(_ workload: Workload) throws -> [Row] {
    let validator = try JSONSchemaValidator(try workload.schema.resources())
    let session = UnsafeMutablePointer<ValidationSession>.allocate(capacity: 1)
    session.initialize(to: ValidationSession(validator))
    return [
      Row(name: "\(workload.name)/verdict", recordCount: workload.texts.count) {
        for text in workload.texts where try !session.pointee.isValid(text) {
          throw BenchFailure("\(workload.name): a text is not valid")
        }
      }
    ]
  }
}
