import MarketData

/// A model's regression over the sessions of one grid, in one contiguous block.
final class DesignColumns: @unchecked Sendable {
  let sessionCount: Int
  let termCount: Int
  let residualVariance: Regression.ResidualVariance
  let total: Regression.Total?
  let estimator: (any CoefficientEstimator)?
  /// The number of parameters of a variance that moves.
  let varianceTermCount: Int
  /// Term by term, each over all sessions.
  private let block: UnsafeMutablePointer<Double>
  let offset: UnsafeMutablePointer<Double>
  /// The number of sessions before each one that lack a regressor or the offset.
  private let lacking: UnsafeMutablePointer<Int32>

  init(_ regression: Regression, sessionCount: Int) {
    self.sessionCount = sessionCount
    termCount = regression.terms.count
    residualVariance = regression.residualVariance
    total = regression.total
    estimator = regression.estimator
    varianceTermCount = regression.varianceTerms.count
    block = .allocate(capacity: termCount * sessionCount)
    offset = .allocate(capacity: sessionCount)
    lacking = .allocate(capacity: sessionCount + 1)
    for (term, column) in regression.terms.enumerated() {
      (block + term * sessionCount).initialize(from: column.values, count: sessionCount)
    }
    if let values = regression.offset {
      offset.initialize(from: values, count: sessionCount)
    } else {
      offset.initialize(repeating: 0, count: sessionCount)
    }
    lacking.initialize(to: 0)
    for session in 0..<sessionCount {
      let isThere = !offset[session].isMissing && isComplete(at: session)
      (lacking + session + 1).initialize(to: lacking[session] + (isThere ? 0 : 1))
    }
  }

  deinit {
    block.deallocate()
    offset.deallocate()
    lacking.deallocate()
  }

  func column(_ term: Int) -> UnsafeMutablePointer<Double> { block + term * sessionCount }

  /// Whether every regressor has a value in a session.
  func isComplete(at session: Int) -> Bool {
    for term in 0..<termCount where block[term * sessionCount + session].isMissing { return false }
    return true
  }

  /// Whether every regressor and the offset have a value in all sessions of a range.
  func isComplete(in sessions: Range<Int>) -> Bool {
    lacking[sessions.lowerBound] == lacking[sessions.upperBound]
  }
}
