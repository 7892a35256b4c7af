import CPCRE2

/// Searches texts for regular expressions, with a limit of the work that is spent.
///
/// Some expressions take exponential time on some texts. So a search gets few steps at first, which nearly all need not;
/// one that needs more is done again slowly, against the clock.
final class PatternMatcher {
  enum Outcome {
    case found, missing
    /// The search was given up.
    case exceeded
  }

  private var memory: Memory?
  /// How much longer slow searches may take together.
  private var rest: Duration

  /// - Parameter patience: How long searches may take together that take many steps.
  init(patience: Duration = .seconds(1)) {
    rest = patience
  }

  /// Sets how long searches may take from now on that take many steps.
  func begin(patience: Duration) { rest = patience }

  /// What PCRE2 needs for searches; made for the first.
  private final class Memory {
    let match = pcre2_match_data_create_8(1, nil)
    let brief = pcre2_match_context_create_8(nil)
    let patient = pcre2_match_context_create_8(nil)

    init() {
      pcre2_set_match_limit_8(brief, PatternMatcher.briefLimit)
      pcre2_set_heap_limit_8(brief, PatternMatcher.heapLimitInKiB)
      pcre2_set_match_limit_8(patient, PatternMatcher.patientLimit)
      pcre2_set_depth_limit_8(patient, PatternMatcher.patientLimit)
      pcre2_set_heap_limit_8(patient, PatternMatcher.heapLimitInKiB)
    }

    deinit {
      pcre2_match_data_free_8(match)
      pcre2_match_context_free_8(brief)
      pcre2_match_context_free_8(patient)
    }
  }

  // Steps for every place in the text where a match may begin.
  private static let briefLimit: UInt32 = 2_000
  private static let patientLimit: UInt32 = 1_000_000
  private static let heapLimitInKiB: UInt32 = 16_384
  /// At how many places a match may begin before the clock is read again.
  private static let placesBetweenReadings = 16

  /// Searches text that is UTF-8.
  @inline(__always) func search(
    _ text: UnsafeBufferPointer<UInt8>, for expression: RegularExpression.Search
  ) -> Outcome {
    switch expression {
    case .runs(let runs): runs.matches(text) ? .found : .missing
    case .code(let code, let traits): search(text, for: code, traits)
    }
  }

  private func search(
    _ text: UnsafeBufferPointer<UInt8>, for code: OpaquePointer, _ traits: RegularExpression.Traits
  ) -> Outcome {
    let memory = self.memory ?? makeMemory()
    let found =
      traits.contains(.isMachineCode)
      ? pcre2_jit_match_8(code, text.baseAddress, text.count, 0, 0, memory.match, memory.brief)
      : pcre2_match_8(code, text.baseAddress, text.count, 0, PCRE2_NO_UTF_CHECK, memory.match, memory.brief)
    if found >= 0 { return .found }
    return found == PCRE2_ERROR_NOMATCH ? .missing : searchPatiently(text, for: code, traits, memory)
  }

  private func makeMemory() -> Memory {
    let made = Memory()
    memory = made
    return made
  }

  /// Searches from a few places at a time, so that the clock is read often enough.
  private func searchPatiently(
    _ text: UnsafeBufferPointer<UInt8>, for code: OpaquePointer, _ traits: RegularExpression.Traits, _ memory: Memory
  ) -> Outcome {
    let clock = ContinuousClock()
    let start = clock.now
    defer { rest -= start.duration(to: clock.now) }
    var place = 0
    while clock.now - start < rest {
      var last = min(place + Self.placesBetweenReadings, text.count)
      while last < text.count, text[last] & 0xC0 == 0x80 { last += 1 }
      pcre2_set_offset_limit_8(memory.patient, last)
      let options = PCRE2_NO_UTF_CHECK | PCRE2_NO_JIT
      let found = pcre2_match_8(
        code, text.baseAddress, text.count, place, options, memory.match, memory.patient)
      if found >= 0 { return .found }
      if found != PCRE2_ERROR_NOMATCH { return .exceeded }
      if traits.contains(.isAnchored) || last == text.count { return .missing }
      place = last + 1
      while place < text.count, text[place] & 0xC0 == 0x80 { place += 1 }
    }
    return .exceeded
  }
}
