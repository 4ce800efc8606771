/// Shares of the forecast error variance of every series that shocks to others make.
///
/// The generalized decomposition (Koop, Pesaran and Potter 1996, Journal of Econometrics 74:119-147;
/// Pesaran and Shin 1998, Economics Letters 58:17-29) does not depend on the order of the series.
/// Diebold and Yilmaz (2012, International Journal of Forecasting 28:57-66) divide every row by its
/// sum: theta_ij(H) = sum_h (e_i' A_h S e_j)^2 / s_jj / sum_h e_i' A_h S A_h' e_i, h = 0 ... H - 1.
struct VarianceDecomposition: Hashable, Sendable {
  let size: Int
  /// Row by row: how much of the receiver's variance comes from each source; rows sum to 1.
  let shares: [Double]

  init(_ model: VectorAutoregression, horizon: Int) {
    size = model.size
    let covariance = model.covariance
    var numerators = [Double](repeating: 0, count: size * size)
    for response in Self.responses(model, horizon: horizon) {
      let spread = Self.product(response, covariance, size)
      for i in 0..<size * size { numerators[i] += spread[i] * spread[i] }
    }
    // The denominator is the same for a whole row and goes with the row's sum.
    for i in 0..<size {
      for j in 0..<size { numerators[i * size + j] /= covariance[j * size + j] }
      let total = numerators[i * size..<(i + 1) * size].reduce(0, +)
      for j in 0..<size { numerators[i * size + j] /= total }
    }
    shares = numerators
  }

  /// What comes to a series from all others.
  func from(_ i: Int) -> Double { others(of: i) { shares[i * size + $0] } }

  /// What a series gives to all others; may exceed 1.
  func to(_ i: Int) -> Double { others(of: i) { shares[$0 * size + i] } }

  /// The mean of what comes from others.
  var total: Double { (0..<size).reduce(0) { $0 + from($1) } / Double(size) }

  private func others(of i: Int, _ share: (Int) -> Double) -> Double {
    (0..<size).reduce(0) { $1 == i ? $0 : $0 + share($1) }
  }

  /// A_0 = I, A_h = sum over the lags k of Phi_k A_(h-k).
  private static func responses(_ model: VectorAutoregression, horizon: Int) -> [[Double]] {
    let size = model.size
    let effects = (1...max(1, model.lags)).map { lag in
      (0..<size).flatMap { target in
        (0..<size).map { model.effect(of: $0, lag: lag, on: target) }
      }
    }
    var responses = [(0..<size * size).map { $0 % (size + 1) == 0 ? 1.0 : 0 }]
    while responses.count < horizon {
      var next = [Double](repeating: 0, count: size * size)
      for (lag, effect) in effects.enumerated() where lag < responses.count {
        let part = product(effect, responses[responses.count - 1 - lag], size)
        for i in next.indices { next[i] += part[i] }
      }
      responses.append(next)
    }
    return responses
  }

  private static func product(_ a: [Double], _ b: [Double], _ size: Int) -> [Double] {
    var result = [Double](repeating: 0, count: size * size)
    for i in 0..<size {
      for k in 0..<size {
        let factor = a[i * size + k]
        for j in 0..<size { result[i * size + j] += factor * b[k * size + j] }
      }
    }
    return result
  }
}
