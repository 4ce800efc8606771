public import MarketData

/// Receives the bars of an import, one run of a series at a time.
public protocol BarSink: AnyObject {
  /// Takes a run of bars of a series.
  ///
  /// Runs of a series come in any order and may overlap until they are taken back.
  func append(_ bars: Bars, to symbol: Symbol) throws

  /// Gives back, in the order of `append`, and forgets every run of a series.
  func takeBack(_ symbol: Symbol) throws -> [Bars]
}
