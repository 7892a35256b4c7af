/// Who chose a value.
public enum SettingOrigin: Hashable, Sendable, CustomStringConvertible {
  /// Nobody: it holds where nothing is said.
  case standard
  /// A file, with its path and line.
  case file(String, line: Int)
  /// A variable of the environment.
  case environment(String)
  /// An option of the command line.
  case option(String)

  public var description: String {
    switch self {
    case .standard: "default"
    case .file(let path, let line): "\(path):\(line)"
    case .environment(let name): "environment variable \(name)"
    case .option(let name): "option \(name)"
    }
  }
}
