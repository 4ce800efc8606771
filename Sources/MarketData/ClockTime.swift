/// A time of day on some clock, to the second: `08:45` or `08:45:30`.
public struct ClockTime: Hashable, Comparable, Sendable {
  /// The first moment of a day, `00:00`.
  public static let startOfDay = ClockTime(unchecked: 0)
  /// The midnight that ends a day, `24:00`: when a session can end, never what a clock shows.
  public static let endOfDay = ClockTime(unchecked: 86_400)

  /// Seconds since midnight, 0 to 86,399; 86,400 for `endOfDay`.
  public let second: Int

  /// The given time, or `nil` when no clock shows it.
  public init?(hour: Int, minute: Int, second: Int = 0) {
    guard (0...23).contains(hour), (0...59).contains(minute), (0...59).contains(second) else {
      return nil
    }
    self.second = hour * 3600 + minute * 60 + second
  }

  /// The time some seconds after midnight, or `nil` outside the day.
  public init?(second: Int) {
    guard (0..<86_400).contains(second) else { return nil }
    self.second = second
  }

  private init(unchecked second: Int) { self.second = second }

  /// Order within a day.
  public static func < (a: Self, b: Self) -> Bool { a.second < b.second }
}

extension ClockTime: LosslessStringConvertible {
  /// Parses `H:mm`, `HH:mm` or `HH:mm:ss`.
  public init?(_ text: some StringProtocol) {
    let parts = text.utf8.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
      .map { Array($0)[...] }
    guard (2...3).contains(parts.count), (1...2).contains(parts[0].count),
      parts.dropFirst().allSatisfy({ $0.count == 2 }),
      let hour = digits(parts[0]), let minute = digits(parts[1]),
      let second = parts.count == 3 ? digits(parts[2]) : 0
    else { return nil }
    self.init(hour: hour, minute: minute, second: second)
  }

  /// `HH:mm`, or `HH:mm:ss` when the seconds are not zero.
  public var description: String {
    let seconds = second % 60 == 0 ? "" : ":" + padded(second % 60, 2)
    return padded(second / 3600, 2) + ":" + padded(second / 60 % 60, 2) + seconds
  }
}
