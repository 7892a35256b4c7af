import CPCRE2

/// A regular expression of ECMA-262: runs of characters, or else compiled by PCRE2, to machine code where that is
/// possible.
///
/// It is searched for anywhere in a text (JSON Schema 2020-12, validation 6.3.3).
final class RegularExpression: @unchecked Sendable {
  /// The expression as the schema has it.
  let pattern: String
  /// How it is searched for. Valid as long as the expression.
  let search: Search

  enum Search: @unchecked Sendable {
    case runs(CharacterRuns)
    // Never changed after `init`, and PCRE2 only reads it: so it may be used by several threads.
    case code(OpaquePointer, Traits)
  }

  /// What is to be known of compiled code.
  struct Traits: OptionSet, Sendable {
    let rawValue: UInt8

    /// There is machine code for it.
    static let isMachineCode = Traits(rawValue: 1)
    /// It can match only at the start of a text.
    static let isAnchored = Traits(rawValue: 2)
  }

  /// - Parameter usesRuns: false if PCRE2 is to be used in any case.
  /// - Throws: `PatternError` if this is no expression of ECMA-262, or is one that PCRE2 does not know or refuses.
  init(_ pattern: String, usesRuns: Bool = true) throws(PatternError) {
    self.pattern = pattern
    if usesRuns, let runs = CharacterRuns(pattern) {
      search = .runs(runs)
      return
    }
    var translated = try PatternTranslator.translate(pattern)
    let context = pcre2_compile_context_create_8(nil)
    defer { pcre2_compile_context_free_8(context) }
    // A surrogate stands in no valid text. An expression may still mention one, and then does not match.
    pcre2_set_compile_extra_options_8(context, PCRE2_EXTRA_ALLOW_SURROGATE_ESCAPES)
    var problem: Int32 = 0
    var offset = 0
    let code = translated.withUTF8 { text in
      pcre2_compile_8(text.baseAddress, text.count, Self.options, &problem, &offset, context)
    }
    guard let code else { throw PatternError(Self.message(problem)) }
    var traits: Traits = []
    // Without machine code, where the system forbids it, the interpreter does the same.
    if pcre2_jit_compile_8(code, PCRE2_JIT_COMPLETE) == 0 { traits.insert(.isMachineCode) }
    var all: UInt32 = 0
    pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_ALLOPTIONS), &all)
    if all & PCRE2_ANCHORED != 0 { traits.insert(.isAnchored) }
    search = .code(code, traits)
  }

  deinit {
    switch search {
    case .runs(let runs): runs.deallocate()
    case .code(let code, _): pcre2_code_free_8(code)
    }
  }

  // `$` is the end and not before a last line break; a group that took no part is empty when it is referred to.
  private static let options =
    PCRE2_UTF | PCRE2_DOLLAR_ENDONLY | PCRE2_MATCH_UNSET_BACKREF
    | PCRE2_NEVER_BACKSLASH_C | PCRE2_USE_OFFSET_LIMIT

  private static func message(_ problem: Int32) -> String {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 256) { buffer in
      let count = pcre2_get_error_message_8(problem, buffer.baseAddress, buffer.count)
      return count > 0 ? String(decoding: buffer.prefix(Int(count)), as: UTF8.self) : "it cannot be compiled"
    }
  }
}

/// Why a regular expression is refused: a sentence.
struct PatternError: Error, Hashable {
  var message: String

  init(_ message: String) { self.message = message }
}
