/// The media types in which the registry API speaks; all of them hold JSON.
public enum APIMediaType: String, Hashable, Sendable, CaseIterable {
  // In the order of the server's preference.
  case registryVersion1 = "application/vnd.schemaregistry.v1+json"
  case registry = "application/vnd.schemaregistry+json"
  case json = "application/json"

  /// What is sent to a client that does not care.
  public static let preferred = APIMediaType.registryVersion1

  /// The server's own liking, from 0 to 1.
  private var quality: Double {
    switch self {
    case .registryVersion1: 1
    case .registry: 0.9
    case .json: 0.5
    }
  }

  /// True if a request body of this `Content-Type` is read as JSON. No type at all counts as octets, which are.
  public static func isReadable(contentType: String?) -> Bool {
    guard let contentType else { return true }
    let name = MediaRange(contentType[...]).name
    return name.isEmpty || name == "application/octet-stream" || APIMediaType(rawValue: name) != nil
  }

  /// The type to answer in: the one with the highest product of the client's and the server's quality (RFC 9110,
  /// section 12.5.1); nil if the client admits none.
  public static func negotiated(accept: String?) -> APIMediaType? {
    guard let accept, !beginsWithPreferred(accept) else { return preferred }
    let ranges = accept.split(separator: ",").map(MediaRange.init).filter { !$0.name.isEmpty }
    if ranges.isEmpty { return preferred }
    var best: (type: APIMediaType, quality: Double)?
    for type in allCases {
      let quality = type.quality * type.clientQuality(ranges)
      if quality > best?.quality ?? 0 { best = (type, quality) }
    }
    return best?.type
  }

  /// True if the preferred type comes first and nothing has a quality of its own, as most clients write it: then no
  /// product can be higher, and the rest need not be read.
  private static func beginsWithPreferred(_ accept: String) -> Bool {
    let name = preferred.rawValue.utf8
    guard accept.utf8.starts(with: name), !accept.utf8.contains(UInt8(ascii: ";")) else { return false }
    let next = accept.utf8.dropFirst(name.count).first
    return next == nil || next == UInt8(ascii: ",")
  }

  /// The client's quality for this type: that of the most specific range that covers it.
  private func clientQuality(_ ranges: [MediaRange]) -> Double {
    for pattern in [rawValue, "application/*", "*/*"] {
      if let quality = ranges.filter({ $0.name == pattern }).map(\.quality).max() { return quality }
    }
    return 0
  }
}

/// One element of an `Accept` header.
private struct MediaRange {
  /// The type in lower case, without parameters.
  var name: String
  var quality = 1.0

  init(_ text: Substring) {
    let parts = text.split(separator: ";", omittingEmptySubsequences: false).map { part in
      part.filter { $0 != " " && $0 != "\t" }
    }
    name = parts.first?.lowercased() ?? ""
    for part in parts.dropFirst() where part.lowercased().hasPrefix("q=") {
      // A quality that is no number between 0 and 1 says nothing.
      if let value = Double(part.dropFirst(2)), (0...1).contains(value) { quality = value }
    }
  }
}
