import HashTreeCollections
public import SchemaCore

extension RegistryState {
  /// The subject that a request for `subject` is about: the one that the subject's own settings name as its alias,
  /// meant in the same context if it names none, or the subject itself. An alias of an alias is not followed.
  ///
  /// - Parameter forKeys: true where data encryption keys are concerned, for which there may be an alias of their own.
  public func target(of subject: SubjectName, forKeys: Bool = false) -> SubjectName {
    guard !subject.isContext, let config = configs[subject] else { return subject }
    let aliases = forKeys ? [config.aliasForKeys, config.alias] : [config.alias]
    guard let alias = aliases.lazy.compactMap(\.?.text).first(where: { !$0.isEmpty }) else { return subject }
    return SubjectName(qualified: alias).resolved(in: subject.context)
  }

  /// The aliases that begin with a prefix, sorted, by the subjects that they stand for.
  func aliases(prefix: SubjectPrefix) -> [SubjectName: [SubjectName]] {
    var aliases: [SubjectName: [SubjectName]] = [:]
    for subject in configs.keys.sorted() where prefix.includes(subject) {
      let target = target(of: subject)
      if target != subject { aliases[target, default: []].append(subject) }
    }
    return aliases
  }
}
