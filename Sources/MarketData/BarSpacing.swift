/// How long the bars of a series or of a study are: `5m`, `30s` or `1h`.
public struct BarSpacing: Hashable, Sendable {
  /// From 1 second to a day.
  public let seconds: Int

  /// A spacing of some seconds; `nil` unless it is from one second to a day.
  public init?(seconds: Int) {
    guard (1...86_400).contains(seconds) else { return nil }
    self.seconds = seconds
  }

  /// The most frequent distance between the starts of bars, judged by the first ten thousand, in
  /// milliseconds; 0 for fewer than two bars.
  ///
  /// - Parameter times: Epoch milliseconds, strictly rising.
  public static func usual(of times: [Int64]) -> Int64 {
    let start = times.prefix(10_000)
    var counts: [Int64: Int] = [:]
    for (time, next) in zip(start, start.dropFirst()) { counts[next - time, default: 0] += 1 }
    return counts.max { ($0.value, -$0.key) < ($1.value, -$1.key) }?.key ?? 0
  }
}

extension BarSpacing: LosslessStringConvertible {
  /// Parses a whole number and a unit: `30s`, `5m`, `1h`.
  public init?(_ text: String) {
    guard let seconds = secondsOfDuration(text) else { return nil }
    self.init(seconds: seconds)
  }

  /// In the largest unit that divides it: `5m`.
  public var description: String {
    if seconds % 3600 == 0 { return "\(seconds / 3600)h" }
    return seconds % 60 == 0 ? "\(seconds / 60)m" : "\(seconds)s"
  }
}

/// The seconds of a duration such as `20m`, `-1h` or `90s`; `nil` for any other text.
public func secondsOfDuration(_ text: some StringProtocol) -> Int? {
  let units: [Character: Int] = ["s": 1, "m": 60, "h": 3600]
  guard let last = text.last, let unit = units[last], let count = Int(text.dropLast()) else {
    return nil
  }
  let (seconds, overflows) = count.multipliedReportingOverflow(by: unit)
  return overflows ? nil : seconds
}
