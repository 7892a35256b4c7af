/// A form that strings may be asked to have (JSON Schema 2020-12, validation 7.3).
enum StringFormat: String, Hashable, Sendable {
  case dateTime = "date-time"
  case date, time, duration, email
  case idnEmail = "idn-email"
  case hostname
  case idnHostname = "idn-hostname"
  case ipv4, ipv6, uri
  case uriReference = "uri-reference"
  case iri
  case iriReference = "iri-reference"
  case uuid
  case uriTemplate = "uri-template"
  case jsonPointer = "json-pointer"
  case relativeJSONPointer = "relative-json-pointer"
  case regex

  /// Nil for a format that the draft does not know: those are not checked.
  init?(name: String, in draft: JSONSchemaDraft) {
    guard let format = StringFormat(rawValue: name), format.first <= draft else { return nil }
    self = format
  }

  private var first: JSONSchemaDraft {
    switch self {
    case .dateTime, .email, .hostname, .ipv4, .ipv6, .uri: .draft4
    case .jsonPointer, .uriReference, .uriTemplate: .draft6
    case .date, .time, .regex, .relativeJSONPointer, .iri, .iriReference, .idnEmail, .idnHostname: .draft7
    case .duration, .uuid: .draft2019
    }
  }

  /// With its article, for messages.
  var article: String {
    ("aeiu".contains(rawValue.prefix(1)) && self != .uri && self != .uuid ? "an " : "a ") + rawValue
  }

  func allows(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    var reader = FormatReader(text)
    switch self {
    case .dateTime: return reader.takeDate() && reader.takeOne(of: "Tt") && reader.takeTime() && reader.isAtEnd
    case .date: return reader.takeDate() && reader.isAtEnd
    case .time: return reader.takeTime() && reader.isAtEnd
    case .duration: return reader.takeDuration() && reader.isAtEnd
    case .email: return MailAddress.isValid(text, isInternational: false)
    case .idnEmail: return MailAddress.isValid(text, isInternational: true)
    case .hostname: return HostName.isValid(text)
    case .idnHostname: return HostName.isValidInternational(text)
    case .ipv4: return reader.takeIPv4() && reader.isAtEnd
    case .ipv6: return reader.takeIPv6() && reader.isAtEnd
    case .uri: return URISyntax.isValid(text, isInternational: false, isReference: false)
    case .uriReference: return URISyntax.isValid(text, isInternational: false, isReference: true)
    case .iri: return URISyntax.isValid(text, isInternational: true, isReference: false)
    case .iriReference: return URISyntax.isValid(text, isInternational: true, isReference: true)
    case .uuid: return reader.takeUUID() && reader.isAtEnd
    case .uriTemplate: return URITemplate.isValid(text)
    case .jsonPointer: return reader.takePointer() && reader.isAtEnd
    case .relativeJSONPointer: return reader.takeRelativePointer() && reader.isAtEnd
    case .regex: return (try? RegularExpression(String(decoding: text, as: UTF8.self))) != nil
    }
  }
}
