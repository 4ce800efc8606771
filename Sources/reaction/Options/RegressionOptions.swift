public import ArgumentParser
public import EventStudy

/// What is explained by what.
struct RegressionOptions: ParsableArguments {
  @Option(
    name: .customLong("on"),
    help: ArgumentHelp(
      "Columns that explain: further columns of the event list, log(COLUMN), "
        + "surprise(ACTUAL,EXPECTED), or symbol, market, group, session, week, month, year.",
      valueName: "columns"),
    transform: columnNames)
  var covariates: [String]

  @OptionGroup var cars: CumulationOptions

  @Option(
    help: ArgumentHelp(
      "classical, HC0, HC1, HC2, HC3, cluster:COLUMN, cluster:COLUMN,COLUMN, or portfolio for "
        + "events of one session. "
        + "(default: HC3, from 250 events on HC1)", valueName: "form"))
  var errors: StandardErrors?

  @Option(
    help: ArgumentHelp(
      "equal, or variance: 1 / (standard error of the event's CAR)^2.", valueName: "weights"))
  var weights = RegressionSpec.Weights.equal

  @Option(
    help: ArgumentHelp(
      "Columns of numbers that name categories, such as industry codes.", valueName: "columns"),
    transform: columnNames)
  var categorical: [String] = []

  @Option(
    help: ArgumentHelp(
      "The category that the others of a column are compared with. (default: the first by name)",
      valueName: "column=category"),
    transform: baseCategory)
  var base: [Base] = []

  /// A column and the category that its others are compared with.
  struct Base: Sendable {
    let column: String
    let category: String
  }

  /// The question as a value.
  var spec: RegressionSpec {
    var spec = RegressionSpec(covariates: covariates)
    spec.window = cars.window
    spec.model = cars.model
    spec.errors = errors
    spec.weights = weights
    spec.categorical = Set(categorical)
    spec.bases = Dictionary(base.map { ($0.column, $0.category) }) { _, last in last }
    return spec
  }
}

/// Names separated by commas; a comma inside parentheses separates nothing.
func columnNames(_ text: String) throws -> [String] {
  var (names, depth) = ([""], 0)
  for character in text {
    if character == "(" { depth += 1 }
    if character == ")" { depth -= 1 }
    if character == ",", depth == 0 {
      names.append("")
    } else {
      names[names.count - 1].append(character)
    }
  }
  let trimmed = names.map { name in
    String(name.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
  guard !trimmed.contains(""), depth == 0 else {
    throw ValidationError("'\(text)' is no list of columns such as size,leverage")
  }
  return trimmed
}

private func baseCategory(_ text: String) throws -> RegressionOptions.Base {
  let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
  guard parts.count == 2 else {
    throw ValidationError("'\(text)' is not COLUMN=CATEGORY, such as sector=S1")
  }
  return RegressionOptions.Base(column: parts[0], category: parts[1])
}

extension StandardErrors: ExpressibleByArgument {}
extension RegressionSpec.Weights: ExpressibleByArgument {}
