public import SchemaCore

extension CachingSchemaLookup {
  /// Fetches what the records of some topics need before there is one: all versions of the subjects `<topic>-key` and
  /// `<topic>-value`, with what they refer to. A subject that is not there is passed over.
  ///
  /// - Returns: The versions that there are, for those who want to prepare their codecs too.
  /// - Throws: `ClientError` if a registry does not answer, and nothing is known from before.
  @discardableResult
  public func warmUp(topics: [String]) async throws(ClientError) -> [RegisteredText] {
    try await warmUp(
      subjects: topics.flatMap { topic in ["key", "value"].map { SubjectName(qualified: "\(topic)-\($0)") } })
  }

  /// Fetches all versions of some subjects, with what they refer to. A subject that is not there is passed over.
  ///
  /// - Returns: The versions that there are.
  /// - Throws: `ClientError` if a registry does not answer, and nothing is known from before.
  @discardableResult
  public func warmUp(subjects: [SubjectName]) async throws(ClientError) -> [RegisteredText] {
    var found: [RegisteredText] = []
    // A few at a time: a registry has others to serve.
    for start in stride(from: 0, to: subjects.count, by: Self.width) {
      let answers = await withTaskGroup(of: Result<[RegisteredText], ClientError>.self) { group in
        for subject in subjects[start..<min(start + Self.width, subjects.count)] {
          group.addTask { await self.versions(of: subject) }
        }
        return await group.reduce(into: []) { $0.append($1) }
      }
      for answer in answers { found += try answer.get() }
    }
    return found
  }

  private static let width = 8

  private func versions(of subject: SubjectName) async -> Result<[RegisteredText], ClientError> {
    do throws(ClientError) {
      var versions: [RegisteredText] = []
      do throws(ClientError) {
        versions = try await history(of: subject)
      } catch {
        if error.kind != .unreachable { throw error }
      }
      // Producers ask for this one, and it is known to the disk where the list is not.
      let latest = try await schema(.version(.latest, of: subject))
      return .success(versions.isEmpty ? [latest] : versions)
    } catch {
      if case .refused(404, _) = error.kind { return .success([]) }
      return .failure(error)
    }
  }
}
