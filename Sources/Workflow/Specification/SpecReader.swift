public import EventStudy
import MarketData
import Statistics
import Yams

/// Reads a study file: YAML, of which JSON is a part.
public struct SpecReader {
  private let root: SpecNode

  /// Parses the text of a study file.
  ///
  /// - Parameters:
  ///   - text: The whole file.
  ///   - file: The name that messages give.
  /// - Throws: `SpecFileError` when the text is not YAML.
  public init(_ text: String, file: String) throws(SpecFileError) {
    do {
      // Every value is read as what its key asks for, so what it looks like need not be found out.
      guard let node = try Yams.compose(yaml: text, .basic) else {
        throw SpecFileError(
          file: file, line: nil, key: "",
          message: "the file is empty; a study file has at least 'study: NAME'")
      }
      root = SpecNode(node: node, file: file, key: "")
    } catch let error as YamlError {
      throw yamlProblem(error, file: file)
    } catch let error as SpecFileError {
      throw error
    } catch {
      throw SpecFileError(file: file, line: nil, key: "", message: "\(error)")
    }
  }

  /// The study the file asks for, checked.
  public func study() throws(SpecFileError) -> Study {
    let spec = try spec()
    do { return try Study(spec) } catch { throw self.error(for: error) }
  }

  /// A problem of the specification, with the place of its key in the file.
  func error(for problem: SpecProblem) -> SpecFileError {
    SpecFileError(
      file: root.file, line: line(of: problem.key), key: problem.key, message: problem.message)
  }

  /// The line of a key, or of the nearest key above it that the file has.
  private func line(of key: String) -> Int? {
    var (node, line): (Node, Int?) = (root.node, nil)
    for part in key.split(separator: ".") {
      guard case .mapping(let mapping) = node,
        let entry = mapping.first(where: { $0.key.string == String(part) })
      else { break }
      (node, line) = (entry.value, entry.key.mark?.line)
    }
    return line
  }

  private static let keys = [
    "study", "events", "market", "bars", "measure", "returns", "model", "factors", "estimation",
    "event-window",
    "windows", "tests", "alternative", "alignment", "missing", "weights", "dependence",
    "multiple-testing", "seed", "resampling", "compat",
  ]

  private func spec() throws(SpecFileError) -> StudySpec {
    let fields = try root.fields(Self.keys)
    guard let name = fields["study"] else {
      throw root.problem("the key 'study' is missing; name the study: 'study: us-china-2025'")
    }
    var spec = StudySpec(name: try name.text("a name"))
    try readData(fields, into: &spec)
    try readWindows(fields, into: &spec)
    try readMethod(fields, into: &spec)
    return spec
  }

  private func readData(_ fields: [String: SpecNode], into spec: inout StudySpec)
    throws(SpecFileError)
  {
    if let node = fields["events"] { spec.events = try events(node) }
    if let node = fields["market"] { spec.market = Symbol(rawValue: try node.text("a symbol")) }
    if let node = fields["bars"] { spec.count(try bars(node)) }
    if let node = fields["measure"] { spec.measure = try node.choice() }
    if let node = fields["returns"] { spec.returns = try returns(node, spec.returns) }
    if let node = fields["factors"] { spec.factorSets = try texts(node) }
    if let node = fields["alignment"] { spec.alignment = try alignment(node) }
  }

  private func readWindows(_ fields: [String: SpecNode], into spec: inout StudySpec)
    throws(SpecFileError)
  {
    if let node = fields["estimation"] { spec.estimation = try estimation(node, spec.estimation) }
    if let node = fields["event-window"] { spec.eventWindow = try node.window(of: spec.bars) }
    if let node = fields["windows"] { spec.windows = try node.windows(of: spec.bars) }
  }

  private func readMethod(_ fields: [String: SpecNode], into spec: inout StudySpec)
    throws(SpecFileError)
  {
    // First, since other keys may say otherwise than the program that is followed.
    if let node = fields["compat"] { spec.follow(try compatibility(node)) }
    if let node = fields["model"] {
      spec.models = try node.list().map { entry throws(SpecFileError) in try model(entry) }
    }
    if let node = fields["tests"] { spec.tests = try tests(node) }
    if let node = fields["alternative"] { spec.alternative = try node.choice() }
    if let node = fields["missing"] { spec.missing = try missing(node) }
    if let node = fields["weights"] { spec.weights = try weights(node) }
    if let node = fields["dependence"] { spec.dependence = try dependence(node) }
    if let node = fields["multiple-testing"] { spec.multipleTesting = try node.choice() }
    if let node = fields["seed"] { spec.resampling.seed = try seed(node) }
    if let node = fields["resampling"] { try readResampling(node, into: &spec.resampling) }
  }

  private func readResampling(_ node: SpecNode, into resampling: inout StudySpec.Resampling)
    throws(SpecFileError)
  {
    let fields = try node.fields(["replicates", "placebo-draws"])
    if let node = fields["replicates"] { resampling.replicates = try node.integer() }
    if let node = fields["placebo-draws"] { resampling.placeboDraws = try node.integer() }
  }

  private func events(_ node: SpecNode) throws(SpecFileError) -> StudySpec.EventSelection {
    let fields = try node.fields(["list", "groups", "symbols", "windows"])
    var events = StudySpec.EventSelection()
    if let node = fields["list"] { events.list = try node.text("the name of a list") }
    if let node = fields["groups"] { events.groups = try texts(node) }
    if let node = fields["symbols"] {
      events.symbols = try texts(node).map(Symbol.init(rawValue:))
    }
    if let node = fields["windows"] { events.windows = try node.choice() }
    return events
  }

  private func bars(_ node: SpecNode) throws(SpecFileError) -> BarSpacing {
    let wanted = "how long a bar is, such as 5m, 30s or 1h, at most a day"
    guard let spacing = BarSpacing(try node.text(wanted)) else {
      throw node.problem(wanted: wanted)
    }
    return spacing
  }

  private func returns(_ node: SpecNode, _ defaults: StudySpec.Returns) throws(SpecFileError)
    -> StudySpec.Returns
  {
    let fields = try node.fields(["kind", "interval", "price"])
    var returns = defaults
    if let node = fields["kind"] { returns.kind = try node.choice() }
    if let node = fields["interval"] { returns.interval = try node.choice() }
    if let node = fields["price"] { returns.price = try node.choice() }
    return returns
  }

  private func estimation(_ node: SpecNode, _ defaults: StudySpec.Estimation)
    throws(SpecFileError) -> StudySpec.Estimation
  {
    let fields = try node.fields(["window", "minimum", "allow-post", "exclude-events"])
    var estimation = defaults
    if let node = fields["window"] { estimation.windows = try node.windows() }
    if let node = fields["minimum"] { estimation.minimum = try node.integer() }
    if let node = fields["allow-post"] { estimation.allowsPost = try node.boolean() }
    if let node = fields["exclude-events"] { estimation.excludesEvents = try node.boolean() }
    return estimation
  }

  private func alignment(_ node: SpecNode) throws(SpecFileError) -> StudySpec.Alignment {
    let fields = try node.fields(["calendar", "non-trading", "cutoff", "max-shift"])
    var alignment = StudySpec.Alignment()
    if let node = fields["calendar"] {
      alignment.calendar = try calendar(node)
    }
    if let node = fields["non-trading"] { alignment.nonTrading = try node.choice() }
    if let node = fields["cutoff"] { alignment.cutoff = try cutoff(node) }
    if let node = fields["max-shift"] { alignment.maximumShift = try node.integer() }
    return alignment
  }

  private func cutoff(_ node: SpecNode) throws(SpecFileError) -> StudySpec.Cutoff {
    let text = try node.text("'close' or a time such as 15:00")
    if text == "close" { return .close }
    guard let time = ClockTime(text) else {
      throw node.problem("'\(text)' is not 'close' or a time such as 15:00")
    }
    return .time(time)
  }

  private func model(_ node: SpecNode) throws(SpecFileError) -> ModelChoice {
    guard case .mapping = node.node else {
      return ModelChoice(ModelID(rawValue: try node.text("a model's id")))
    }
    let known = Set(Catalog.models.flatMap(\.settings).map(\.name)).sorted()
    let fields = try node.fields(["id"] + known)
    guard let id = fields["id"] else { throw node.problem("the key 'id' is missing: {id: market}") }
    var choice = ModelChoice(ModelID(rawValue: try id.text("a model's id")))
    for name in known {
      guard let value = try fields[name]?.integer() else { continue }
      choice.settings.append(ModelSetting(name: name, value: value))
    }
    return choice
  }

  private func tests(_ node: SpecNode) throws(SpecFileError) -> [TestChoice]? {
    let choices = try node.list().map { entry throws(SpecFileError) in try test(entry) }
    return choices == ["all"] ? nil : choices
  }

  private func test(_ node: SpecNode) throws(SpecFileError) -> TestChoice {
    guard case .mapping = node.node else {
      return TestChoice(TestID(rawValue: try node.text("a test's id")))
    }
    let fields = try node.fields(["id", "variant"])
    guard let id = fields["id"] else { throw node.problem("the key 'id' is missing: {id: bmp_t}") }
    return TestChoice(
      TestID(rawValue: try id.text("a test's id")),
      variant: try fields["variant"]?.text("a variant's name"))
  }

  private func dependence(_ node: SpecNode) throws(SpecFileError) -> StudySpec.Dependence {
    let text = try node.text("a way to estimate dependence, or a correlation")
    guard let dependence = StudySpec.Dependence(text) else {
      throw node.problem(StudySpec.Dependence.problem(with: text))
    }
    return dependence
  }

  private func seed(_ node: SpecNode) throws(SpecFileError) -> UInt64 {
    guard let seed = UInt64(try node.text("a whole number")) else {
      throw node.problem("the seed must be a whole number from 0 to \(UInt64.max)")
    }
    return seed
  }

  private func texts(_ node: SpecNode) throws(SpecFileError) -> [String] {
    try node.list().map { entry throws(SpecFileError) in try entry.text("a name") }
  }
}

private func yamlProblem(_ error: YamlError, file: String) -> SpecFileError {
  switch error {
  case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
    .composer(_, let problem, let mark, _):
    SpecFileError(file: file, line: mark.line, key: "", message: "not valid YAML: \(problem)")
  case .duplicatedKeysInMapping(let duplicates, let context):
    SpecFileError(
      file: file, line: context.mark.line, key: "",
      message: "the key '\(duplicates.joined(separator: "', '"))' is given twice")
  default:
    SpecFileError(file: file, line: nil, key: "", message: "not valid YAML: \(error)")
  }
}
