import MarketData

/// The parts of a session whose shares of its move are measured: the night before, and either the
/// whole session or every so many minutes of it.
struct SessionPartition: Sendable {
  /// One part.
  struct Part: Hashable, Sendable {
    /// `overnight`, `session`, or the time on the exchange's clock at which the part begins.
    let name: String
    /// How long it lasts; `nil` of the night and of a whole session.
    let minutes: Int?
  }

  /// The parts, in the order of the day.
  let parts: [Part]
  /// The positions of a session's parts after the night, by when it opens: seconds from midnight.
  private let columns: [Int: [Int]]
  private let milliseconds: Int64

  /// The parts of all sessions of a clock.
  init(of clock: SessionClock, _ resolution: Resolution, minutes: Int) {
    milliseconds = resolution == .daily ? .max : Int64(minutes) * 60_000
    let night = Part(name: "overnight", minutes: nil)
    guard resolution == .intraday else {
      parts = [night, Part(name: "session", minutes: nil)]
      columns = [:]
      return
    }
    var lengths: [Int: Int] = [:]
    for session in clock.dates.indices {
      let seconds = Int(clock.closes[session] - clock.opens[session]) / 1000
      let open = clock.openSecond(session)
      lengths[open] = max(seconds, lengths[open] ?? 0)
    }
    func starts(_ open: Int) -> [Int] {
      Array(stride(from: open, to: open + (lengths[open] ?? 0), by: minutes * 60))
    }
    let all = Set(lengths.keys.flatMap(starts)).sorted()
    let places = Dictionary(uniqueKeysWithValues: all.enumerated().map { ($1, $0 + 1) })
    columns = lengths.keys.reduce(into: [:]) { $0[$1] = starts($1).compactMap { places[$0] } }
    parts =
      [night]
      + all.map { start in
        let time = ClockTime(second: (start % 86_400 + 86_400) % 86_400) ?? .startOfDay
        return Part(name: time.description, minutes: minutes)
      }
  }

  /// The part of a session into which a time after its open falls; a part holds its end.
  func part(at milliseconds: Int64, opening second: Int) -> Int {
    guard let own = columns[second] else { return 1 }
    return own[min(own.count - 1, max(0, Int((milliseconds - 1) / self.milliseconds)))]
  }
}

extension SessionClock {
  /// When a session opens, in seconds from midnight of its date; negative on the evening before.
  func openSecond(_ session: Int) -> Int {
    sessions[session].open.second - (sessions[session].opensDayBefore ? 86_400 : 0)
  }
}
