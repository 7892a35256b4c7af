import RegistryClient

/// Asks something about each item, a few at a time.
///
/// - Parameter progress: told how many answers there are.
/// - Returns: the answers in the order of the items.
/// - Throws: `CommandFailure` for the first question that is refused; the others are given up then.
func answers<Item: Sendable, Answer: Sendable>(
  about items: [Item], progress: (Int) -> Void = { _ in },
  _ question: @escaping @Sendable (Item) async throws(ClientError) -> Answer
) async throws(CommandFailure) -> [Answer] {
  let width = 16
  var answers = [Answer?](repeating: nil, count: items.count)
  do {
    try await withThrowingTaskGroup(of: (Int, Answer).self) { group in
      var (next, done) = (0, 0)
      while next < min(width, items.count) {
        group.addTask { [next] in (next, try await question(items[next])) }
        next += 1
      }
      while let (index, answer) = try await group.next() {
        answers[index] = answer
        done += 1
        progress(done)
        if next < items.count {
          group.addTask { [next] in (next, try await question(items[next])) }
          next += 1
        }
      }
    }
  } catch let error as ClientError {
    throw CommandFailure(error)
  } catch {
    throw CommandFailure(.unreachable, "\(error)")
  }
  return answers.compactMap(\.self)
}
