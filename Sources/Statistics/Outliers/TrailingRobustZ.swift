/// How far each value of a series is from the median of the values just before it, in units of their
/// own spread: 1.4826 times the median absolute deviation, which estimates a normal deviation.
///
/// One extreme value hardly moves median and spread, so that it does not hide the next one
/// (Hampel 1974, Journal of the American Statistical Association 69:383-393).
public struct TrailingRobustZ: Hashable, Sendable {
  /// What makes the median absolute deviation of normal values their standard deviation.
  public static let consistency = 1.482602218505602

  /// The number of values before each that it is compared with.
  public let length: Int

  /// Comparison with some values before each; `length` is at least 2.
  public init(length: Int) {
    precondition(length >= 2)
    self.length = length
  }

  /// The z of every value; NaN where a value is NaN, has too few others before it, or these do not
  /// vary. NaNs before a value are passed over.
  ///
  /// - Complexity: O(n length).
  public func values(of series: [Double]) -> [Double] {
    var recent: [Double] = []
    recent.reserveCapacity(series.count)
    return series.map { value in
      guard !value.isNaN else { return .nan }
      defer { recent.append(value) }
      guard recent.count >= length, let place = Self.place(of: recent.suffix(length)),
        place.spread > 0
      else { return .nan }
      return (value - place.centre) / place.spread
    }
  }

  /// The median and the spread of some values.
  static func place(of values: some RandomAccessCollection<Double>) -> (
    centre: Double, spread: Double
  )? {
    guard let centre = values.median, let deviation = values.map({ abs($0 - centre) }).median else {
      return nil
    }
    return (centre, consistency * deviation)
  }
}

/// How often ``TrailingRobustZ`` is large by chance, when values are independent and alike.
///
/// The chance of a z follows from the chance of the median and spread it is taken by: these are
/// drawn, and the probability of the value given them is averaged, which is exact but for the draws
/// and gives small probabilities as well as large ones. Neither centre nor unit of the values
/// matters.
public struct TrailingRobustNull: Sendable {
  private let tails: NullDistribution
  private let places: [(centre: Double, spread: Double)]

  /// - Parameters:
  ///   - length: That of the z.
  ///   - tails: The distribution of the values: standard normal, or Student's t with the tails that
  ///     returns have.
  ///   - draws: How often median and spread are drawn.
  ///   - seed: The seed of the draws.
  public init(length: Int, tails: NullDistribution, draws: Int = 4_000, seed: UInt64 = 1) {
    self.tails = tails
    places = (0..<draws).compactMap { draw in
      var random = RandomStream(seed: seed, substream: UInt64(draw))
      return TrailingRobustZ.place(of: (0..<length).map { _ in Self.value(tails, &random) })
    }
  }

  /// The probability of a z at least as far from zero, either way.
  public func probability(ofBeyond z: Double) -> Double {
    let size = abs(z)
    let total = places.reduce(0) { sum, place in
      sum + tails.upperTail(size * place.spread + place.centre)
        + tails.upperTail(size * place.spread - place.centre)
    }
    return min(1, total / Double(places.count))
  }

  private static func value(_ tails: NullDistribution, _ random: inout RandomStream) -> Double {
    guard case .studentT(let degrees) = tails else { return random.normal() }
    let normal = random.normal()
    return normal / (2 * random.gamma(shape: degrees / 2) / degrees).squareRoot()
  }
}
