/// Measurements as Prometheus reads them (its text exposition format, version 0.0.4).
struct PrometheusText {
  enum Kind: String {
    case counter
    case gauge
    case histogram
  }

  static let mediaType = "text/plain; version=0.0.4; charset=utf-8"

  private(set) var text = ""

  /// Begins the samples of a name.
  mutating func begin(_ name: String, _ kind: Kind, _ help: String) {
    text += "# HELP \(name) \(help)\n# TYPE \(name) \(kind.rawValue)\n"
  }

  /// Adds a sample to the name that was begun last.
  mutating func add(_ name: String, _ value: some CustomStringConvertible, _ labels: (name: String, value: String)...) {
    text += name
    if !labels.isEmpty {
      text += "{" + labels.map { "\($0.name)=\"\(Self.escaped($0.value))\"" }.joined(separator: ",") + "}"
    }
    text += " \(value)\n"
  }

  /// A name with a single sample.
  mutating func single(_ name: String, _ kind: Kind, _ value: some CustomStringConvertible, _ help: String) {
    begin(name, kind, help)
    add(name, value)
  }

  private static func escaped(_ label: String) -> String {
    var text = ""
    for scalar in label.unicodeScalars {
      switch scalar {
      case "\\": text += "\\\\"
      case "\"": text += "\\\""
      case "\n": text += "\\n"
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text
  }
}
