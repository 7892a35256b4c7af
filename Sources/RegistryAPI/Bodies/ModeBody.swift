public import SchemaCore

/// A mode: the request of PUT and the answer of all methods.
public struct ModeBody: JSONBody, Hashable {
  /// The mode's name; nil clears it, and is written as null.
  public var mode: String?

  public init(mode: String?) {
    self.mode = mode
  }

  /// Reads a mode; one that is not there is nil.
  public init(json: JSONValue) throws(BodyError) {
    mode = try BodyReader(json).string("mode")
  }

  public var json: JSONValue { ["mode": mode?.json ?? .null] }
}
