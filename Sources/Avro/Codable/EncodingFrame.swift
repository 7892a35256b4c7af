/// A value that is being encoded: one level of an `EncodingSession`.
struct EncodingFrame {
  enum Form: UInt8 {
    /// Nothing was encoded yet.
    case empty
    case record, map, array
    /// A union whose branch the first key tells.
    case union
    /// The branch of a union whose associated values are encoded next.
    case payload
    /// The value is complete.
    case done
    /// The type asked for a container that the Avro type has not; it is refused when it is used.
    case refused
  }

  var form = Form.empty
  /// Tells a frame from those that had its place before.
  let serial: UInt64
  /// The type of the value; once a container is open, without the union and the shared record around it.
  var node: Int32
  /// The slot of the array or map.
  var head: Int32 = -1
  /// The slot of the shared record.
  var shared: Int32 = -1
  /// The field whose turn it is, or the number of items.
  var place: Int32 = 0
  /// The field that is being encoded, or the slot of the map's key; -1 between two.
  var current: Int32 = -1
  /// How many parts had been put aside before.
  let asideCount: Int

  init(node: Int32, serial: UInt64, asideCount: Int) {
    self.node = node
    self.serial = serial
    self.asideCount = asideCount
  }
}

/// A part of a value that is not yet where it belongs.
struct EncodingPart {
  enum Content {
    case slots([RecordSlot])
    /// A container that was asked for by itself and may be encoded to until the value around it is complete.
    case container(EncodingStorage)
  }

  /// The field of a record; the slot in front of which an item or a map's value belongs.
  let place: Int32
  let node: Int32
  let content: Content
}
