public import Statistics

/// Which cumulative abnormal returns are explained, by what, and how their errors are judged.
public struct RegressionSpec: Hashable, Sendable {
  /// The explaining columns, in their order: `size`, `log(size)`, `sector`.
  public var covariates: [String]
  /// Columns that are categories although their cells are numbers.
  public var categorical: Set<String> = []
  /// The category that the others of its column are compared with; the first in byte order where
  /// none is named.
  public var bases: [String: String] = [:]
  /// The table beside the event list that columns may come from: its name and the digest of its
  /// bytes.
  public var covariateTable: String?
  /// How standard errors are estimated; `nil` is HC3 below 250 events and HC1 from there on.
  public var errors: StandardErrors?
  /// How much each event counts.
  public var weights = Weights.equal

  /// The return model whose reactions are explained; `nil` takes each of the study's in turn.
  public var model: String?
  /// The window of the reactions; `nil` takes each of the study's in turn.
  public var window: Window?

  /// How much an event counts in a regression.
  public enum Weights: String, CaseIterable, Sendable {
    /// Every event the same.
    case equal
    /// The inverse of the variance of the event's own cumulative abnormal return.
    case variance
  }

  /// A regression on some columns.
  public init(covariates: [String]) { self.covariates = covariates }

  /// The events from which on HC1 is the default: where HC3's caution costs more than it gains.
  static let manyEvents = 250

  func errors(ofEvents count: Int) -> StandardErrors {
    errors ?? .robust(count < Self.manyEvents ? .hc3 : .hc1)
  }

  /// Checks everything that needs no data.
  func check() throws(ExplainingProblem) {
    guard !covariates.isEmpty else {
      throw ExplainingProblem("a regression needs a column to explain with, such as --on size")
    }
    if let repeated = firstRepeated(covariates) {
      throw ExplainingProblem("--on names '\(repeated)' twice")
    }
    for column in categorical.sorted() where !covariates.contains(column) {
      throw ExplainingProblem("--categorical names '\(column)', which --on does not")
    }
    for column in bases.keys.sorted() where !covariates.contains(column) {
      throw ExplainingProblem("--base names a category of '\(column)', which --on does not name")
    }
  }
}

extension RegressionSpec: CustomStringConvertible {
  /// The question as one line, the same for the same question.
  public var description: String {
    let terms = covariates.map { column in
      let base = bases[column].map { ", base \($0)" } ?? ""
      return categorical.contains(column) || !base.isEmpty
        ? "\(column) (categories\(base))" : column
    }
    var text = "car on " + terms.joined(separator: " + ")
    if let covariateTable { text += ", columns of \(covariateTable)" }
    if weights == .variance { text += ", weighted by 1/variance" }
    if let model { text += ", model \(model)" }
    if let window { text += ", window \(window)" }
    return text + ", errors " + (errors?.description ?? "default")
  }
}

/// How the standard errors of a regression are estimated.
public enum StandardErrors: Hashable, Sendable {
  /// Least squares' own: errors of one variance, independent.
  case classical
  /// Errors of different variances, independent.
  case robust(LeastSquares.RobustForm)
  /// The spread over the estimation days of each coefficient's portfolio of events, which share one
  /// session (Sefcik and Thompson 1986, Journal of Accounting Research 24:316-334).
  case portfolio
  /// Errors that move together within the cells of a column, or of either of two columns.
  case clustered(by: String, and: String?)
}

extension StandardErrors: LosslessStringConvertible {
  /// Parses `classical`, `portfolio`, `HC3` or `cluster:sector`, `cluster:session,symbol`.
  public init?(_ text: String) {
    if text.lowercased() == "classical" {
      self = .classical
    } else if text.lowercased() == "portfolio" {
      self = .portfolio
    } else if let form = LeastSquares.RobustForm(rawValue: text.uppercased()) {
      self = .robust(form)
    } else {
      let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2, parts[0] == "cluster" else { return nil }
      let columns = parts[1].split(separator: ",", omittingEmptySubsequences: false)
        .map(String.init)
      guard (1...2).contains(columns.count), !columns.contains(""),
        Set(columns).count == columns.count
      else { return nil }
      self = .clustered(by: columns[0], and: columns.count == 2 ? columns[1] : nil)
    }
  }

  /// The estimator as it is written on the command line.
  public var description: String {
    switch self {
    case .classical: "classical"
    case .portfolio: "portfolio"
    case .robust(let form): form.rawValue
    case .clustered(let first, let second): "cluster:\(first)" + (second.map { ",\($0)" } ?? "")
    }
  }

  /// The columns whose cells are clusters.
  var columns: [String] {
    if case .clustered(let first, let second) = self {
      [first] + (second.map { [$0] } ?? [])
    } else {
      []
    }
  }
}
