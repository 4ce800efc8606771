import CDistributions

/// The upper tail of Student's t distribution with given degrees of freedom, for many calls.
///
/// Taylor polynomials about a few centres hold the tail. It starts with the tail and the density at
/// the centre; the other coefficients follow one from the other by the differential equation of the
/// density, (nu + t^2) f' = -(nu + 1) t f. The centres are so close that no coefficient times its
/// power exceeds the tail, so no digits are lost: the values are within 5e-15 of themselves. A call
/// takes a twentieth of the time of `NullDistribution.upperTail`, which gives the values beyond the
/// last centre.
public final class StudentTail: Sendable {
  /// The degrees of freedom, nu.
  public let degreesOfFreedom: Double

  /// The coefficients of every centre, the constant first; empty when there is no distribution.
  private let coefficients: [Double]

  /// The distance of the centres, from zero on, and their number.
  private static let spacing = 0.25
  private static let centres = 33
  private static let termCount = 20

  /// Prepares the tail: about as long as eighty calls of `NullDistribution.upperTail`.
  public init(degreesOfFreedom: Double) {
    self.degreesOfFreedom = degreesOfFreedom
    guard degreesOfFreedom > 0, degreesOfFreedom.isFinite else {
      coefficients = []
      return
    }
    coefficients = (0..<Self.centres).flatMap {
      Self.expansion(about: Double($0) * Self.spacing, degreesOfFreedom)
    }
  }

  /// The Taylor coefficients about a centre.
  private static func expansion(about centre: Double, _ nu: Double) -> [Double] {
    // nu + t^2 is a + b d + d^2 at the distance d from the centre.
    let (a, b) = (nu + centre * centre, 2 * centre)
    var terms = [student_t_upper_tail(centre, nu)]
    var (slope, before) = (-student_t_density(centre, nu), 0.0)
    for k in 0..<termCount - 1 {
      let order = Double(k)
      terms.append(slope / (order + 1))
      let next =
        -((nu + 1) * (centre * slope + before) + b * order * slope + (order - 1) * before)
        / (a * (order + 1))
      (slope, before) = (next, slope)
    }
    return terms
  }

  /// The probability of `statistic` or more.
  public func upperTail(_ statistic: Double) -> Double {
    let place = statistic / Self.spacing + 0.5
    // Written so that NaN goes the long way.
    guard place >= 0.5, place < Double(Self.centres), !coefficients.isEmpty else {
      return student_t_upper_tail(statistic, degreesOfFreedom)
    }
    let centre = Int(place)
    return value(at: centre, distance: statistic - Double(centre) * Self.spacing)
  }

  /// The polynomial of a centre: that of even powers and that of odd ones do not wait for each
  /// other.
  private func value(at centre: Int, distance: Double) -> Double {
    let square = distance * distance
    return coefficients.withUnsafeBufferPointer { all in
      let first = centre * Self.termCount
      var (even, odd) = (0.0, 0.0)
      for term in stride(from: first + Self.termCount - 2, through: first, by: -2) {
        even = even * square + all[term]
        odd = odd * square + all[term + 1]
      }
      return even + odd * distance
    }
  }
}

/// The tails of Student's t distribution by degrees of freedom, each prepared when it is first
/// asked for; one instance serves one thread at a time.
public final class StudentTails {
  private var tails: [Int: StudentTail] = [:]
  private var last: StudentTail?

  /// No tails yet.
  public init() {}

  /// The tail of some degrees of freedom.
  public func tail(degreesOfFreedom: Int) -> StudentTail {
    // Neighbouring events mostly have as many.
    if let last, last.degreesOfFreedom == Double(degreesOfFreedom) { return last }
    let tail = tails[degreesOfFreedom] ?? StudentTail(degreesOfFreedom: Double(degreesOfFreedom))
    (tails[degreesOfFreedom], last) = (tail, tail)
    return tail
  }
}
