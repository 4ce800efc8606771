/// What the catalog says about any test: enough to choose it, to cite it and to distrust it.
public protocol StatisticalTest: Sendable {
  /// The name in study files and result tables.
  var id: TestID { get }
  /// The name for readers.
  var title: String { get }
  /// The null hypothesis, as a sentence.
  var null: String { get }
  /// What must hold for the p-value, as a sentence.
  var assumption: String { get }
  /// The statistic as a formula.
  var formula: String { get }
  /// What the statistic is judged by, as a phrase.
  var distribution: String { get }
  /// When it is the test to read, as a sentence.
  var useWhen: String { get }
  /// When it misleads, as a sentence.
  var avoidWhen: String { get }
  /// The source to cite.
  var reference: String { get }
  /// The names of the forms the test comes in, its default first.
  var variants: [String] { get }
  /// The form this value computes.
  var variant: String { get }
  /// The measures about which the test says something.
  var measures: [StudySpec.Measure] { get }
  /// Whether the test says something about studies whose relative time counts sessions.
  var takesSessions: Bool { get }
  /// Whether it does about studies whose relative time counts bars.
  var takesBars: Bool { get }
  /// Whether this form draws at random, which may take long.
  var isResampled: Bool { get }
  /// The test as one of what it judges.
  var subject: TestSubject { get }
  /// The test in another of its forms; `nil` when it has no such form.
  func with(variant: String) -> Self?
}

/// What a test judges, and the test as one of it.
public enum TestSubject: Sendable {
  /// A day or a window of many events.
  case sample(any SignificanceTest)
  /// One event over one window.
  case singleEvent(any EventTest)
}

extension StatisticalTest {
  /// One form, without a name of its own.
  public var variants: [String] { [variant] }
  /// The only form.
  public var variant: String { "default" }
  /// All whose abnormal values have a mean of zero without an event.
  public var measures: [StudySpec.Measure] { [.return, .volume, .range] }
  /// Yes.
  public var takesSessions: Bool { true }
  /// Yes.
  public var takesBars: Bool { true }
  /// No.
  public var isResampled: Bool { false }
  /// The test itself when its only form is asked for.
  public func with(variant: String) -> Self? { variants.contains(variant) ? self : nil }
}

/// A test whose forms are the cases of an enumeration, the default first.
protocol VariedTest: StatisticalTest {
  associatedtype Form: CaseIterable, RawRepresentable, Sendable where Form.RawValue == String
  var form: Form { get set }
}

extension VariedTest {
  var variants: [String] { Form.allCases.map(\.rawValue) }
  var variant: String { form.rawValue }

  func with(variant: String) -> Self? {
    guard let form = Form(rawValue: variant) else { return nil }
    var copy = self
    copy.form = form
    return copy
  }
}
