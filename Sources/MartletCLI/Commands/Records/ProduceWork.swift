import Kafka
import RecordCodec

/// What producing has come to, however it ended.
struct ProduceOutcome: Sendable {
  var count = 0
  var problems = ProblemReport()
  /// Why it ended before the input did; nil for the user's wish.
  var failure: CommandFailure?
}

/// Reads records and hands them to a producer, until the input ends or the task is cancelled.
struct ProduceWork: Sendable {
  var reader: RecordTextReader
  var encoder: OutgoingRecords
  var producer: KafkaProducer
  var isStrict: Bool

  func run() async -> ProduceOutcome {
    var outcome = ProduceOutcome()
    do {
      try await send(&outcome)
    } catch let failure as CommandFailure {
      if failure != .interrupted { outcome.failure = failure }
    } catch let error as KafkaError {
      if error.code != .cancelled { outcome.failure = CommandFailure(error) }
    } catch {
      outcome.failure = CommandFailure(.unreachable, "\(error)")
    }
    return outcome
  }

  private func send(_ outcome: inout ProduceOutcome) async throws {
    var reader = reader
    var progress = Progress("written")
    while let next = try await reader.next() {
      do {
        let record = try next.get()
        do {
          // Not waiting for each acknowledgement: closing the producer waits for all, and fails if one fails.
          _ = try await producer.enqueue(try await encoder.record(record))
          outcome.count += 1
        } catch let error as RecordCodecError {
          outcome.problems.add("line \(record.line)", encoding: error)
        }
      } catch let problem as InputProblem {
        outcome.problems.add("line \(problem.line)", problem.message)
      }
      if isStrict && outcome.problems.hasProblems { return }
      progress.update(outcome.count)
    }
  }
}
