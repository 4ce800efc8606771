import CDistributions
import Foundation

/// The upper tail of Student's t distribution with given degrees of freedom, for many calls.
///
/// The tail is (1 + t^2 / nu)^(-(nu + 1) / 2) times a ratio R(t) that is as smooth as Mills' of the
/// normal distribution, so short Taylor polynomials hold it. From R(c) = tail / power at a centre c
/// their coefficients follow one from the other by the differential equation
/// (nu + t^2) R' = (nu + 1) t R - (nu + t^2) f(0), f the density. A call takes an eighth of the
/// time of `NullDistribution.upperTail`, which gives the values at the centres, and those that the
/// polynomials do not reach; the two agree within 1e-14 of the value.
public final class StudentTail: Sendable {
  /// The degrees of freedom, nu.
  public let degreesOfFreedom: Double

  /// The coefficients of every centre, the constant first; empty when there are too few degrees of
  /// freedom for them to fall fast.
  private let coefficients: [Double]

  /// The distance of the centres, from zero on, and their number.
  private static let spacing = 0.25
  private static let centres = 33
  private static let termCount = 14
  private static let fewestDegrees = 8.0

  /// Prepares the tail: about as long as forty calls of `NullDistribution.upperTail`.
  public init(degreesOfFreedom: Double) {
    self.degreesOfFreedom = degreesOfFreedom
    guard degreesOfFreedom >= Self.fewestDegrees, degreesOfFreedom.isFinite else {
      coefficients = []
      return
    }
    let density = student_t_density(0, degreesOfFreedom)
    coefficients = (0..<Self.centres).flatMap {
      Self.expansion(about: Double($0) * Self.spacing, degreesOfFreedom, density)
    }
  }

  /// The Taylor coefficients of R about a centre.
  private static func expansion(about centre: Double, _ nu: Double, _ density: Double) -> [Double] {
    let (a, b) = (nu + centre * centre, 2 * centre)
    var terms = [student_t_upper_tail(centre, nu) / power(centre, nu)]
    for k in 0..<termCount - 1 {
      let (this, before) = (terms[k], k > 0 ? terms[k - 1] : 0)
      // nu + t^2 about the centre is a + b d + d^2.
      let constant = k == 0 ? a : k == 1 ? b : k == 2 ? 1 : 0
      let sum =
        (nu + 1) * (centre * this + before) - b * Double(k) * this - Double(k - 1) * before
        - constant * density
      terms.append(sum / (a * Double(k + 1)))
    }
    return terms
  }

  private static func power(_ t: Double, _ nu: Double) -> Double {
    exp(-0.5 * (nu + 1) * log1p(t * t / nu))
  }

  /// The probability of `statistic` or more.
  public func upperTail(_ statistic: Double) -> Double {
    let place = statistic / Self.spacing + 0.5
    // Written so that NaN is not reached.
    guard place >= 0.5, place < Double(Self.centres), !coefficients.isEmpty else {
      return student_t_upper_tail(statistic, degreesOfFreedom)
    }
    let centre = Int(place)
    let distance = statistic - Double(centre) * Self.spacing
    return Self.power(statistic, degreesOfFreedom) * ratio(at: centre, distance)
  }

  /// The polynomial of a centre: that of even powers and that of odd ones do not wait for each
  /// other.
  private func ratio(at centre: Int, _ distance: Double) -> Double {
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

/// The tails of Student's t distribution by degrees of freedom, each prepared when it is first asked
/// for; one instance serves one thread at a time.
public final class StudentTails {
  private var tails: [Int: StudentTail] = [:]
  private var last: StudentTail?

  /// No tails yet.
  public init() {}

  /// The tail of some degrees of freedom.
  public func tail(degreesOfFreedom: Int) -> StudentTail {
    // Neighbouring events mostly have as many.
    if let last, last.degreesOfFreedom == Double(degreesOfFreedom) { return last }
    let tail =
      tails[degreesOfFreedom] ?? StudentTail(degreesOfFreedom: Double(degreesOfFreedom))
    (tails[degreesOfFreedom], last) = (tail, tail)
    return tail
  }
}
