public import Tables

/// The names and kinds of the columns of one result table.
public struct TableSchema: Hashable, Sendable {
  /// One column.
  public struct Field: Hashable, Sendable {
    /// The column's name.
    public let name: String
    /// What the column holds.
    public let kind: Column.Kind
  }

  /// The table's name.
  public let name: String
  /// The columns in their order.
  public let fields: [Field]
  /// The columns that tell its rows apart; empty when there are none.
  public let key: [String]

  init(_ name: String, key: [String] = [], _ fields: KeyValuePairs<String, Column.Kind>) {
    self.name = name
    self.key = key
    self.fields = fields.map { Field(name: $0.key, kind: $0.value) }
  }
}

/// The result tables of a study: the same names and columns in the database and in every export.
///
/// The order of tables and columns is the order in which they are shown. Names are promises to
/// scripts and notebooks: add, never rename.
public enum ResultSchema {
  /// All result tables.
  public static let tables: [TableSchema] =
    [
      events, models, fits, ar, car, aar, caar, tests, eventTests, dependence, placeboPaths,
      eventBars, notices, provenance,
    ] + questions + ofReactions

  static let events = TableSchema(
    "events", key: ["event_id", "symbol", "event_group"],
    [
      "event_id": .text, "symbol": .text, "market": .text, "event_group": .text, "title": .text,
      "event_time": .text, "time_zone": .text, "event_date": .date, "session": .date,
      "shift_days": .integer, "alignment": .text, "n_estimation": .integer, "status": .text,
      "reason": .text,
    ])

  static let models = TableSchema(
    "models", key: ["event_id", "symbol", "model", "term"],
    [
      "event_id": .text, "symbol": .text, "model": .text, "term": .text, "estimate": .number,
      "std_error": .number, "statistic": .number, "p_value": .number,
    ])

  static let fits = TableSchema(
    "fits", key: ["event_id", "symbol", "model"],
    [
      "event_id": .text, "symbol": .text, "model": .text, "n_estimation": .integer, "k": .integer,
      "sigma": .number, "r_squared": .number, "estimation_start": .date, "estimation_end": .date,
      "durbin_watson": .number, "ljung_box_p": .number, "arch_lm_p": .number,
      "jarque_bera_p": .number, "zero_share": .number,
      "ljung_box_squared_p": .number, "breusch_pagan_p": .number, "chow_p": .number,
      "shapiro_wilk_p": .number, "max_abs_residual": .number, "longest_stale_run": .integer,
      "missing_days": .integer, "multi_day_gaps": .integer, "overlap_count": .integer,
      "events_in_estimation": .integer, "status": .text, "reason": .text,
    ])

  static let ar = TableSchema(
    "ar", key: ["event_id", "symbol", "model", "rel_day"],
    [
      "event_id": .text, "symbol": .text, "model": .text, "rel_day": .integer, "session": .date,
      "actual": .number, "expected": .number, "ar": .number, "std_error": .number, "sar": .number,
      "statistic": .number, "df": .integer, "p_value": .number, "status": .text, "reason": .text,
    ])

  static let car = TableSchema(
    "car", key: ["event_id", "symbol", "model", "window_start", "window_end"],
    [
      "event_id": .text, "symbol": .text, "model": .text, "window_start": .integer,
      "window_end": .integer, "n_days": .integer, "car": .number, "std_error": .number,
      "scar": .number, "statistic": .number, "df": .integer, "p_value": .number, "bhar": .number,
      "status": .text, "reason": .text,
    ])

  static let aar = TableSchema(
    "aar", key: ["model", "event_group", "rel_day"],
    [
      "model": .text, "event_group": .text, "rel_day": .integer, "n_events": .integer,
      "aar": .number, "caar": .number, "median": .number, "positive_share": .number,
      "conf_low": .number, "conf_high": .number,
    ])

  static let caar = TableSchema(
    "caar", key: ["model", "event_group", "window_start", "window_end"],
    [
      "model": .text, "event_group": .text, "window_start": .integer, "window_end": .integer,
      "n_events": .integer, "caar": .number, "median": .number, "positive_share": .number,
      "conf_low": .number, "conf_high": .number, "abhar": .number,
    ])

  static let tests = TableSchema(
    "tests",
    key: ["model", "event_group", "level", "window_start", "window_end", "test", "variant"],
    [
      "model": .text, "event_group": .text, "level": .text, "window_start": .integer,
      "window_end": .integer, "test": .text, "variant": .text, "n_events": .integer,
      "estimate": .number, "std_error": .number, "statistic": .number, "distribution": .text,
      "df": .integer, "p_value": .number, "p_lower": .number, "p_upper": .number,
      "p_adjusted": .number, "status": .text, "reason": .text, "conf_low": .number,
      "conf_high": .number,
    ])

  static let eventTests = TableSchema(
    "event_tests",
    key: ["event_id", "symbol", "model", "window_start", "window_end", "test", "variant"],
    [
      "event_id": .text, "symbol": .text, "model": .text, "window_start": .integer,
      "window_end": .integer, "test": .text, "variant": .text, "estimate": .number,
      "std_error": .number, "statistic": .number, "distribution": .text, "df": .integer,
      "p_value": .number, "p_lower": .number, "p_upper": .number, "status": .text,
      "reason": .text,
    ])

  static let dependence = TableSchema(
    "dependence", key: ["model", "event_group", "window_start", "window_end"],
    [
      "model": .text, "event_group": .text, "window_start": .integer, "window_end": .integer,
      "n_events": .integer, "overlapping_pairs": .integer, "r": .number, "n_effective": .number,
    ])

  /// Where the CAAR is when the events are moved to ordinary sessions; a study without the test
  /// `placebo_dates` has none.
  static let placeboPaths = TableSchema(
    "placebo_paths", key: ["model", "event_group", "rel_day"],
    [
      "model": .text, "event_group": .text, "rel_day": .integer, "n_draws": .integer,
      "caar_low": .number, "caar_median": .number, "caar_high": .number,
    ])

  /// When the bars of a study of bars are; a study of sessions has none.
  static let eventBars = TableSchema(
    "event_bars", key: ["event_id", "symbol", "rel_day"],
    [
      "event_id": .text, "symbol": .text, "rel_day": .integer, "session": .date,
      "bar_start": .text, "bar_end": .text, "kind": .text,
    ])

  static let notices = TableSchema(
    "notices",
    ["code": .text, "severity": .text, "event_id": .text, "message": .text])

  static let provenance = TableSchema("provenance", key: ["key"], ["key": .text, "value": .text])
}
