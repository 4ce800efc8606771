/// The design of a regression: a constant, the numbers, and an indicator of every category but the
/// base of its column.
struct RegressionDesign {
  let terms: [RegressionFit.Term]
  /// One column a term, with one value an event of the sample.
  let columns: [[Double]]
  let rowCount: Int

  init(_ covariates: [Covariate], _ members: [Int]) {
    var terms = [RegressionFit.Term(name: "intercept", base: nil)]
    var columns = [[Double](repeating: 1, count: members.count)]
    for covariate in covariates {
      switch covariate {
      case .numbers(let name, let values):
        terms.append(RegressionFit.Term(name: name, base: nil))
        columns.append(members.map { values[$0] })
      case .categories(let name, let codes, let levels, let base):
        for level in levels.indices where level != base {
          terms.append(RegressionFit.Term(name: "\(name)[\(levels[level])]", base: levels[base]))
          columns.append(members.map { codes[$0] == level ? 1 : 0 })
        }
      }
    }
    self.terms = terms
    self.columns = columns
    rowCount = members.count
  }
}
