import Foundation

extension StudySpec {
  /// What a study measures of every session.
  public enum Measure: String, CaseIterable, Sendable {
    /// The return of the session, as ``StudySpec/returns`` makes it.
    case `return`
    /// The squared abnormal return over its variance, whatever its sign.
    case volatility
    /// ln(1 + V) of the units traded.
    case volume
    /// ln of Parkinson's (1980) volatility, ln(H / L) / (2 sqrt(ln 2)), from high and low.
    case range
  }
}

/// How a measure is spoken of.
public struct MeasureWords: Sendable {
  /// One value of a session: `return`.
  public let value: String
  /// The abbreviation of an abnormal value: `AR`.
  public let abnormal: String
  /// The abbreviations of a cumulative one, of averages, and of averages of cumulative ones.
  public var cumulative: String { "C" + abnormal }
  /// The average of a session.
  public var average: String { "A" + abnormal }
  /// The average of cumulative ones.
  public var cumulativeAverage: String { "CA" + abnormal }
  /// Whether values are read in percent; else they are plain numbers.
  public let isPercent: Bool
  /// What the models explain.
  public let explained: String
  /// Whether that is read in percent.
  public let explainsPercent: Bool
  /// The letter of a value over its standard error.
  public let standardized: String
  /// What relative time counts: `day`, or `bar` in a study of bars.
  public internal(set) var day = "day"
  /// The same on an axis: `sessions from the event`.
  public internal(set) var fromEvent = "sessions from the event"

  /// Several values: `returns`.
  public var values: String { value + "s" }
}

extension MeasureWords {
  /// A value with its sign: a return in percent with two decimals, others with three.
  func text(_ number: Double) -> String {
    isPercent ? signedPercent(number) : String(format: "%+.3f", number)
  }

  /// The plural at the start of a sentence.
  var capitalizedValues: String { values.prefix(1).uppercased() + values.dropFirst() }
}

extension StudySpec {
  /// How what the study measures is spoken of, with its unit of time.
  public var words: MeasureWords {
    var words = measure.words
    if let bars { (words.day, words.fromEvent) = ("bar", "bars of \(bars) from the event's") }
    return words
  }
}

extension StudySpec.Measure {
  /// How the measure is spoken of.
  public var words: MeasureWords {
    switch self {
    case .return: MeasureWords(value: "return", abnormal: "AR", isPercent: true)
    case .volatility:
      MeasureWords(
        value: "variance ratio", abnormal: "AVAR", isPercent: false, explained: "returns",
        explainsPercent: true, standardized: "z")
    case .volume: MeasureWords(value: "log volume", abnormal: "AV", isPercent: false)
    case .range: MeasureWords(value: "log range", abnormal: "ALR", isPercent: false)
    }
  }
}

extension MeasureWords {
  fileprivate init(value: String, abnormal: String, isPercent: Bool) {
    self.init(
      value: value, abnormal: abnormal, isPercent: isPercent, explained: value + "s",
      explainsPercent: isPercent, standardized: "t")
  }
}
