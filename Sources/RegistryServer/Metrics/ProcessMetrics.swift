import Glibc

/// What the operating system knows of this process, under the names that Prometheus' own clients use.
enum ProcessMetrics {
  private static let startOfProcess = time(nil)

  /// Adds what the system tells; what it does not tell is left out.
  static func add(to text: inout PrometheusText) {
    var usage = rusage()
    if getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage) == 0 {
      text.single(
        "process_cpu_seconds_total", .counter, usage.ru_utime.seconds + usage.ru_stime.seconds,
        "Time that processors spent on this process.")
    }
    if let pages = residentPages() {
      text.single(
        "process_resident_memory_bytes", .gauge, pages * Int(sysconf(Int32(_SC_PAGESIZE))), "Memory in use.")
    }
    text.single(
      "process_start_time_seconds", .gauge, startOfProcess, "When the process was first measured, since 1970.")
  }

  /// Remembers when the process began.
  static func start() { _ = startOfProcess }

  /// The second number of `/proc/self/statm`.
  private static func residentPages() -> Int? {
    guard let file = fopen("/proc/self/statm", "r") else { return nil }
    defer { fclose(file) }
    var line = [CChar](repeating: 0, count: 256)
    guard fgets(&line, Int32(line.count), file) != nil else { return nil }
    let fields = String(decoding: line.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self).split(
      separator: " ")
    return fields.count > 1 ? Int(fields[1]) : nil
  }
}

extension timeval {
  fileprivate var seconds: Double { Double(tv_sec) + Double(tv_usec) / 1_000_000 }
}
