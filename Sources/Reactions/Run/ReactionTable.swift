import EventStudy
public import MarketData
public import Tables

extension Table {
  /// Table `reactions`: one row a reaction, with the columns of `ResultSchema.reactions`.
  ///
  /// Changes are logarithms; prices and the half-life are those of `ReactionShape`, times are ISO 8601
  /// on the clock of the exchange with its distance from UTC.
  public init(_ reactions: [Reaction], zone: Zone) {
    func numbers(_ name: String, _ value: (Reaction) -> Double?) -> Column {
      Column(name, numbers: reactions.map { value($0) ?? .missing })
    }
    func texts(_ name: String, _ value: (Reaction) -> String?) -> Column {
      Column(name, texts: reactions.map(value))
    }
    self.init(
      ResultSchema.reactions.name,
      [
        texts("event_id", \.eventID), texts("symbol", \.symbol.rawValue),
        Column("session", dates: reactions.map(\.session?.ordinal)),
        texts("resolution", \.resolution?.rawValue), texts("direction_rule", \.rule.rawValue),
        numbers("gap", \.shape?.gap), numbers("open_to_close", \.shape?.openToClose),
        numbers("close_to_close", \.shape?.closeToClose),
        numbers("peak", \.shape?.peak?.price),
        texts("peak_time") { stamp($0.shape?.peak?.time, zone) },
        numbers("trough", \.shape?.trough?.price),
        texts("trough_time") { stamp($0.shape?.trough?.time, zone) },
        numbers("fade_ratio", \.shape?.fadeRatio), numbers("retention", \.shape?.retention),
        numbers("minutes_to_peak", \.shape?.minutesToPeak), numbers("half_life", halfLife),
        numbers("placebo_percentile") { $0.judged { $0.percentile(of: $1) } },
        numbers("placebo_p") { $0.judged { $0.pValue(of: $1) } },
        Column("placebo_n", integers: reactions.map(\.placebo?.count)),
        texts("status", \.status.rawValue),
        texts("reason") { reaction in
          reaction.reasons.isEmpty
            ? nil : reaction.reasons.map(\.rawValue).joined(separator: "+")
        },
      ])
  }
}

extension Reaction {
  fileprivate func judged(_ judgement: (PlaceboDistribution, Double) -> Double?) -> Double? {
    guard let placebo, let fadeRatio = shape?.fadeRatio else { return nil }
    return judgement(placebo, fadeRatio)
  }
}

/// The half-life in minutes; none when it is longer than the session.
private func halfLife(_ reaction: Reaction) -> Double? {
  if case .minutes(let minutes) = reaction.shape?.halfLife { minutes } else { nil }
}

private func stamp(_ time: Int64?, _ zone: Zone) -> String? {
  guard let time else { return nil }
  let instant = Instant(milliseconds: time)
  let (date, clock) = zone.clock(at: instant)
  return EventTime.clock(date: date, time: clock, zone: zone, instant: instant).stamp
}
