import SwiftSource

/// An expression that reads or writes a value: a call, with what is to be done for each part in a closure.
indirect enum CodingExpression {
  case call(String)
  /// - Parameter parameters: what the closure calls its arguments.
  case closure(String, parameters: String, CodingExpression)

  /// Reads a value of a type.
  static func reading(_ type: SwiftType) -> CodingExpression {
    if case .plain(_, let method) = type { return .call("try reader.\(method)()") }
    if type.readsItself { return .call("try \(type.text)(from: &reader)") }
    switch type {
    case .plain, .value: return .call("try \(type.text)(from: &reader)")
    case .decimal(_, let scale, let size):
      return .call("try reader.decimal(scale: \(scale)\(size.map { ", size: \($0)" } ?? ""))")
    case .optional(let wrapped, let null):
      return .closure(
        "try reader.optional\(null == 0 ? "" : "(nullAt: \(null))")", parameters: "reader", reading(wrapped))
    case .array(let items): return .closure("try reader.array", parameters: "reader", reading(items))
    case .map(let values): return .closure("try reader.map", parameters: "reader", reading(values))
    }
  }

  /// Writes a value of a type.
  static func writing(_ value: String, _ type: SwiftType) -> CodingExpression {
    if case .plain(_, let method) = type { return .call("writer.\(method)(\(value))") }
    if type.readsItself { return .call("try \(value).write(to: &writer)") }
    switch type {
    case .plain, .value: return .call("try \(value).write(to: &writer)")
    case .decimal(let precision, let scale, let size):
      let size = size.map { ", size: \($0)" } ?? ""
      return .call("try writer.decimal(\(value), precision: \(precision), scale: \(scale)\(size))")
    case .optional(let wrapped, let null):
      let place = null == 0 ? "" : ", nullAt: \(null)"
      return parts("optional", "\(value)\(place)", of: wrapped)
    case .array(let items): return parts("array", value, of: items)
    case .map(let values): return parts("map", value, of: values)
    }
  }

  private static func parts(_ method: String, _ arguments: String, of type: SwiftType) -> CodingExpression {
    .closure("try writer.\(method)(\(arguments))", parameters: "writer, value", writing("value", type))
  }

  private var text: String {
    switch self {
    case .call(let text): text
    case .closure(let head, let parameters, let body): "\(head) { \(parameters) throws(CodecError) in \(body.text) }"
    }
  }

  /// Writes the expression behind `head`, in several lines if it must.
  func write(_ head: String = "", _ tail: String = "", to source: inout SourceText) {
    let short = head + text + tail
    guard short.count > source.columns, case .closure(let call, let parameters, let body) = self else {
      return source.line(short)
    }
    let opening = "\(head)\(call) { \(parameters) throws(CodecError) in"
    if opening.count <= source.columns {
      source.line(opening)
    } else {
      source.line("\(head)\(call) {\n  \(parameters) throws(CodecError) in")
    }
    source.indented { body.write(to: &$0) }
    source.line("}\(tail)")
  }
}
