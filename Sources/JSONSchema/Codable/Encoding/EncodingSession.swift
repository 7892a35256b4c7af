import SchemaCore

/// A text that is being encoded: what the encoders of its values have in common.
///
/// A value is written when it is encoded. Only a container that was asked for by itself, and may be written to as long as
/// somebody has it, has a session of its own, whose text is put into this one when the value around is complete.
final class EncodingSession {
  /// A value that is being encoded.
  struct Frame {
    enum Form: UInt8 {
      case empty, object, array, scalar
    }

    var form = Form.empty
    /// How many members or elements there are.
    var count: Int32 = 0
    /// Tells a frame from those that had its place before.
    let serial: UInt32
    /// A bit for each name, of 64: two names that have one may be the same.
    var nameBits: UInt64 = 0
    var mayRepeatNames = false
    /// How many names and parts there were before, and where the text begins.
    let nameCount: Int
    let partCount: Int
    let start: Int
  }

  /// A container that was asked for by itself, and where its text belongs.
  struct Part {
    let place: Int
    var session: EncodingSession
  }

  /// What encoders look at again and again; apart, as the language guards each use of an object's variables.
  struct State: ~Copyable {
    var output = TextOutput()
    var frames = UnsafeMutablePointer<Frame>.allocate(capacity: 16)
    var frameCapacity = 16
    var frameCount = 0
    /// How many values are around this text.
    var depth = 0
    var lastSerial: UInt32 = 0
    var partCount = 0
    var dates = JSONDateForm.dateTime

    deinit { frames.deallocate() }

    mutating func growFrames() {
      let grown = UnsafeMutablePointer<Frame>.allocate(capacity: 2 * frameCapacity)
      grown.moveInitialize(from: frames, count: frameCount)
      frames.deallocate()
      frames = grown
      frameCapacity *= 2
    }
  }

  let state: UnsafeMutablePointer<State>
  /// The hashes of the names in the objects that are open.
  var names: [UInt64] = []
  var parts: [Part] = []
  private var spare: EncodingSession?
  private(set) var userInfo: [CodingUserInfoKey: any Sendable] = [:]
  /// The session whose text this one's belongs into, at this place.
  private(set) var around: (session: EncodingSession, place: Int)?
  /// What went wrong where no error could be thrown.
  var problem: (any Error)?

  init() {
    state = .allocate(capacity: 1)
    state.initialize(to: State())
  }

  deinit {
    state.deinitialize(count: 1)
    state.deallocate()
  }

  var capacityInBytes: Int { state.pointee.output.capacity }
  var text: UnsafeBufferPointer<UInt8> { state.pointee.output.text }
  /// The encoder of the whole text.
  var root: TextEncoder { TextEncoder(session: self, level: 0, serial: state.pointee.frames.pointee.serial) }

  /// Writes the text of a value.
  func encode(
    _ value: some Encodable, dates: JSONDateForm, userInfo: [CodingUserInfoKey: any Sendable]
  ) throws(CodecError) {
    begin(dates: dates, userInfo: userInfo, depth: 0)
    do {
      try root.encode(value)
      try finish()
    } catch {
      throw self.error(error)
    }
  }

  private func begin(dates: JSONDateForm, userInfo: [CodingUserInfoKey: any Sendable], depth: Int) {
    end()
    state.pointee.dates = dates
    state.pointee.depth = depth
    self.userInfo = userInfo
    push()
  }

  func end() {
    for index in parts.indices { parts[index].session.around = nil }
    parts.removeAll()
    state.pointee.partCount = 0
    state.pointee.frameCount = 0
    state.pointee.output.removeAll()
    names.removeAll(keepingCapacity: true)
    userInfo = [:]
    problem = nil
  }

  /// Completes the text.
  private func finish() throws {
    if let problem { throw problem }
    guard state.pointee.frameCount == 1 else {
      throw invalid((), "a container is completed while one of its values is being encoded")
    }
    try close(0)
  }
}

extension EncodingSession {
  /// Begins a value.
  @inline(__always) func push() {
    let serial = state.pointee.lastSerial &+ 1
    state.pointee.lastSerial = serial
    if state.pointee.frameCount == state.pointee.frameCapacity { state.pointee.growFrames() }
    (state.pointee.frames + state.pointee.frameCount).initialize(
      to: Frame(
        serial: serial, nameCount: names.count, partCount: state.pointee.partCount, start: state.pointee.output.count))
    state.pointee.frameCount &+= 1
  }

  /// Writes a value within the last one, whose name or comma is written.
  @inline(__always) func encodePart<Value: Encodable>(_ value: Value) throws {
    guard state.pointee.depth &+ state.pointee.frameCount <= JSONRecordDecoder.maximumDepth else {
      throw invalid(value, CodecError.nested(deeperThan: JSONRecordDecoder.maximumDepth))
    }
    push()
    let level = state.pointee.frameCount &- 1
    let serial = state.pointee.frames[level].serial
    try TextEncoder(session: self, level: Int32(truncatingIfNeeded: level), serial: serial).encode(value)
    try close(level)
  }

  /// Completes the value at a level, which must be the last.
  @inline(__always) private func close(_ level: Int) throws {
    let frame = state.pointee.frames + level
    switch frame.pointee.form {
    case .scalar: break
    case .empty:
      // A type that encodes nothing is an object without members.
      state.pointee.output.append("{}" as StaticString)
    case .object:
      state.pointee.output.append(UInt8(ascii: "}"))
      if frame.pointee.mayRepeatNames { try checkNames(level) }
      names.removeSubrange(frame.pointee.nameCount...)
    case .array: state.pointee.output.append(UInt8(ascii: "]"))
    }
    if state.pointee.partCount > frame.pointee.partCount { try insertParts(from: frame.pointee.partCount) }
    state.pointee.frameCount = level
  }

  /// Refuses an object with two members of one name.
  @inline(never) private func checkNames(_ level: Int) throws {
    let frame = state.pointee.frames[level]
    let sorted = names[frame.nameCount...].sorted()
    guard let pair = zip(sorted, sorted.dropFirst()).first(where: { $0 == $1 }) else { return }
    let place = names[frame.nameCount...].lastIndex(of: pair.0) ?? frame.nameCount
    let name = PartialText.names(in: text, from: frame.start)[place - frame.nameCount]
    throw invalid((), "the key \"\(name)\" is encoded twice")
  }
}

// Containers that were asked for by themselves.
extension EncodingSession {
  /// A session for a container at the end of the text.
  func part() -> EncodingSession {
    let session = spare ?? EncodingSession()
    spare = nil
    session.begin(
      dates: state.pointee.dates, userInfo: userInfo, depth: state.pointee.depth + state.pointee.frameCount)
    session.around = (self, state.pointee.output.count)
    parts.append(Part(place: state.pointee.output.count, session: session))
    state.pointee.partCount += 1
    return session
  }

  /// A session whose text belongs nowhere, as there is no place for it; that is told when this text is completed.
  func unusedPart(because problem: any Error) -> EncodingSession {
    self.problem = self.problem ?? problem
    let session = EncodingSession()
    session.begin(dates: state.pointee.dates, userInfo: userInfo, depth: state.pointee.depth)
    return session
  }

  /// Puts the last part into the text if nobody can write to it any more, so that its memory serves the next one.
  @inline(__always) func insertFinishedPart(of frame: UnsafeMutablePointer<Frame>) throws {
    guard state.pointee.partCount > frame.pointee.partCount else { return }
    try insertLastPart()
  }

  @inline(never) private func insertLastPart() throws {
    let last = parts.count - 1
    guard parts[last].place == state.pointee.output.count, isKnownUniquelyReferenced(&parts[last].session) else {
      return
    }
    try insertParts(from: last)
  }

  private func insertParts(from first: Int) throws {
    for part in parts[first...] { try part.session.finish() }
    state.pointee.output.insert(parts[first...].map { ($0.place, $0.session.text) })
    for index in parts.indices[first...] {
      parts[index].session.around = nil
      if isKnownUniquelyReferenced(&parts[index].session) {
        parts[index].session.end()
        spare = parts[index].session
      }
    }
    parts.removeSubrange(first...)
    state.pointee.partCount = first
  }
}
