import MarketData

/// A time of day as lists of events write it: `08:45`, `8:45:30.250`, `4:05 PM`, each with `Z`, an
/// offset or the name of a zone behind it.
struct EventTimeText: Equatable {
  /// Milliseconds since midnight.
  var millisecond: Int
  /// Seconds that the clock is ahead of UTC.
  var offset: Int?
  /// The zone that the text names, when that is no fixed distance from UTC.
  var zoneName: String?

  init(_ text: String) throws(StampText.Failure) {
    let (millisecond, rest) = try Self.timeOfDay(text)
    self.millisecond = millisecond
    var words = rest.split(separator: " ").map(String.init)
    // A zone's name in brackets only repeats the offset before it.
    words.removeAll { $0.hasPrefix("(") && $0.hasSuffix(")") }
    if let half = words.first.flatMap(Self.half) {
      self.millisecond = try Self.twelveHours(millisecond, isAfternoon: half)
      words.removeFirst()
    }
    guard let zone = words.first else { return }
    guard words.count == 1 else { throw .malformed }
    (offset, zoneName) = try Self.zone(zone)
  }

  private static func timeOfDay(_ text: String) throws(StampText.Failure) -> (Int, String) {
    let bytes = Array(text.trimmingSpaces.utf8)
    return try bytes.withUnsafeBufferPointer { (buffer) throws(StampText.Failure) in
      var reader = ByteReader(buffer)
      let millisecond = try StampText.timeOfDay(&reader)
      let rest = buffer.suffix(reader.remaining)
      return (millisecond, String(decoding: rest, as: UTF8.self))
    }
  }

  /// Whether a word is `PM`; `nil` when it is neither that nor `AM`.
  private static func half(_ word: String) -> Bool? {
    switch word.lowercased().filter({ $0 != "." }) {
    case "am": false
    case "pm": true
    default: nil
    }
  }

  private static func twelveHours(
    _ millisecond: Int, isAfternoon: Bool
  ) throws(StampText.Failure) -> Int {
    let hour = 3_600_000
    guard (hour..<13 * hour).contains(millisecond) else { throw .noSuchTime }
    return millisecond % (12 * hour) + (isAfternoon ? 12 * hour : 0)
  }

  private static func zone(
    _ name: String
  ) throws(StampText.Failure) -> (offset: Int?, zoneName: String?) {
    if let hours = fixedOffsets[name.uppercased()] { return (hours * 3600, nil) }
    if let zone = usualZones[name.uppercased()] { return (nil, zone) }
    if name.contains("/"), Zone(name) != nil { return (nil, name) }
    let offset = try name.withBytes { (bytes) throws(StampText.Failure) in
      var reader = ByteReader(bytes)
      let offset = try StampText.offset(&reader)
      guard reader.isAtEnd else { throw .malformed }
      return offset
    }
    return (offset, nil)
  }
}

/// The zones of RFC 822 (section 5.1) in hours ahead of UTC.
private let fixedOffsets = [
  "UT": 0, "UTC": 0, "GMT": 0, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6,
  "PST": -8, "PDT": -7,
]

/// The names under which the zones of the United States go in either half of the year.
private let usualZones = [
  "ET": "America/New_York", "CT": "America/Chicago", "MT": "America/Denver",
  "PT": "America/Los_Angeles",
]

extension Zone {
  /// A zone by its name, or by what the zones of the United States are called for short.
  init?(commonName name: String) {
    self.init(usualZones[name.uppercased()] ?? name)
  }
}
