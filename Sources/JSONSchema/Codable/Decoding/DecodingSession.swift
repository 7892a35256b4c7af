import SchemaCore

/// A text that is being decoded: what the decoders of its values have in common.
///
/// Decoders hold on to their session, so that one which a type keeps still finds its text.
final class DecodingSession {
  /// What decoders look at again and again; apart, as the language guards each use of an object's variables.
  struct State {
    var view: JSONTapeView
    /// For each level of the text the value that is being decoded there.
    let steps: UnsafeMutablePointer<Step>
    /// For each level the name of the member that was found last.
    let names: UnsafeMutablePointer<Int32>
    var dates = JSONDateForm.dateTime
  }

  /// A value that is being decoded, within the one that is around it.
  struct Step {
    var slot: Int32
    /// Its place in an array.
    var index: Int32
  }

  let state: UnsafeMutablePointer<State>
  private var tape = JSONTape()
  private(set) var userInfo: [CodingUserInfoKey: any Sendable] = [:]

  private static var levels: Int { JSONRecordDecoder.maximumDepth + 1 }

  init() {
    state = .allocate(capacity: 1)
    state.initialize(
      to: State(
        view: tape.view, steps: .allocate(capacity: Self.levels), names: .allocate(capacity: Self.levels)))
    state.pointee.steps.initialize(repeating: Step(slot: 0, index: -1), count: Self.levels)
    state.pointee.names.initialize(repeating: 0, count: Self.levels)
  }

  deinit {
    state.pointee.steps.deallocate()
    state.pointee.names.deallocate()
    state.deallocate()
  }

  var capacityInBytes: Int { tape.capacityInBytes }

  /// The value of a text.
  func decode<Value: Decodable>(
    _ type: Value.Type, from text: UnsafeBufferPointer<UInt8>, dates: JSONDateForm,
    userInfo: [CodingUserInfoKey: any Sendable]
  ) throws(CodecError) -> Value {
    try read(text)
    state.pointee.view = tape.view
    state.pointee.dates = dates
    self.userInfo = userInfo
    do {
      return try TapeDecoder(session: self, slot: 0, depth: 0).value(type)
    } catch {
      throw self.error(error, in: text)
    }
  }

  private func read(_ text: UnsafeBufferPointer<UInt8>) throws(CodecError) {
    let options = JSONTape.Options(
      maximumDepth: JSONRecordDecoder.maximumDepth, maximumBytes: JSONRecordDecoder.maximumBytes)
    do throws(JSONError) {
      try tape.read(text, options: options)
    } catch {
      throw CodecError(record: error)
    }
  }

  func end() { userInfo = [:] }

  /// How the decoder's value is reached from the root.
  func path(to decoder: TapeDecoder) -> [any CodingKey] {
    let (view, slot) = (state.pointee.view, Int(decoder.slot))
    var path: [any CodingKey] = []
    for level in 0..<Int(decoder.depth) {
      let step = state.pointee.steps[level]
      // Where decoders are not used in turn, others have left their steps here.
      guard slot >= step.slot, slot < view.next(after: Int(step.slot)) else {
        return view.pointer(to: slot).tokens.map { TapeKey(stringValue: $0) }
      }
      path.append(
        step.index >= 0
          ? TapeKey(intValue: Int(step.index)) : TapeKey(stringValue: view.string(of: view[Int(step.slot) - 1])))
    }
    return path
  }

  /// The error for what was thrown while the text was decoded.
  private func error(_ error: any Error, in text: UnsafeBufferPointer<UInt8>) -> CodecError {
    let view = state.pointee.view
    var problem = CodecError(.mismatch, "\(error)")
    guard let context = (error as? DecodingError)?.context else { return problem }
    problem.message = context.debugDescription
    // The path leads to the value once more, as types may throw errors with paths of their own.
    var slot = 0
    var steps: [(name: String, index: Int?)] = []
    for key in context.codingPath {
      let isArray = view[slot].tag == .array
      steps.append((key.stringValue, isArray ? key.intValue : nil))
      guard let next = isArray ? view.element(key.intValue ?? -1, of: slot) : view.member(key.stringValue, of: slot)
      else { break }
      slot = next
    }
    problem.textPosition = TextPosition(offset: view.offset(of: slot), in: text)
    return steps.reversed().reduce(problem) { error, step in
      step.index.map { error.within(index: $0) } ?? error.within(field: step.name)
    }
  }
}

extension DecodingError {
  fileprivate var context: Context? {
    switch self {
    case .typeMismatch(_, let context), .valueNotFound(_, let context), .keyNotFound(_, let context),
      .dataCorrupted(let context):
      context
    @unknown default: nil
    }
  }
}

/// One step of a path into a text.
struct TapeKey: CodingKey {
  let stringValue: String
  let intValue: Int?

  init(stringValue: String) {
    self.stringValue = stringValue
    intValue = nil
  }

  init(intValue: Int) {
    stringValue = String(intValue)
    self.intValue = intValue
  }

  static let `super` = TapeKey(stringValue: "super")
}
