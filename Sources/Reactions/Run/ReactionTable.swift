import EventStudy
public import MarketData
public import Tables

extension Table {
  /// Table `reactions`: one row a reaction, with the columns of `ResultSchema.reactions`.
  ///
  /// Changes are logarithms; prices and the half-life are those of `ReactionShape`, times are ISO 8601
  /// on the clock of the asset's exchange with its distance from UTC.
  public init(_ reactions: [Reaction], zone: (Symbol) -> Zone) {
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
        texts("peak_time") { stamp($0.shape?.peak?.time, zone($0.symbol)) },
        numbers("trough", \.shape?.trough?.price),
        texts("trough_time") { stamp($0.shape?.trough?.time, zone($0.symbol)) },
        numbers("fade_ratio", \.shape?.fadeRatio), numbers("retention", \.shape?.retention),
        numbers("minutes_to_peak", \.shape?.minutesToPeak), numbers("half_life", halfLife),
        numbers("placebo_percentile") { $0.judged { $0.percentile(of: $1) } },
        numbers("placebo_p") { $0.judged { $0.pUpper(of: $1) } },
        Column("placebo_n", integers: reactions.map(\.placebo?.count)),
        texts("status", \.status.rawValue),
        texts("reason") { codes($0.reasons) },
      ])
  }
}

extension Table {
  /// Table `reaction_measures`: the further measures of each reaction, with the columns of
  /// `ResultSchema.reactionMeasures`. Changes are logarithms.
  public init(measuresOf reactions: [Reaction]) {
    let rows = reactions.flatMap { reaction in reaction.measures.map { (reaction, $0) } }
    func judged(_ name: String, _ judgement: (PlaceboDistribution, Double) -> Double?) -> Column {
      Column(
        name,
        numbers: rows.map { _, measure in
          guard let placebo = measure.placebo, let value = measure.value else { return .missing }
          return judgement(placebo, value) ?? .missing
        })
    }
    self.init(
      ResultSchema.reactionMeasures.name,
      [
        Column("event_id", texts: rows.map(\.0.eventID)),
        Column("symbol", texts: rows.map(\.0.symbol.rawValue)),
        Column("measure", texts: rows.map(\.1.kind.rawValue)),
        Column("sessions", integers: rows.map(\.1.sessions)),
        Column("value", numbers: rows.map { $1.value ?? .missing }),
        judged("placebo_percentile") { $0.percentile(of: $1) },
        judged("p_value") { $0.pTwoSided(of: $1) }, judged("p_lower") { $0.pLower(of: $1) },
        judged("p_upper") { $0.pUpper(of: $1) },
        Column("placebo_n", integers: rows.map(\.1.placebo?.count)),
        Column("status", texts: rows.map(\.1.status.rawValue)),
        Column("reason", texts: rows.map { codes($1.reasons) }),
      ])
  }

  /// Table `reaction_paths`: the prices along each reaction that intraday bars show, with the columns
  /// of `ResultSchema.reactionPaths`. Step 0 is the last price before the news, which has no time.
  public init(pathsOf reactions: [Reaction], zone: (Symbol) -> Zone) {
    let rows = reactions.flatMap { reaction in
      (reaction.path?.steps ?? []).enumerated().map { (reaction, step: $0.offset, at: $0.element) }
    }
    self.init(
      ResultSchema.reactionPaths.name,
      [
        Column("event_id", texts: rows.map(\.0.eventID)),
        Column("symbol", texts: rows.map(\.0.symbol.rawValue)),
        Column("step", integers: rows.map(\.step)),
        Column("time", texts: rows.map { stamp($0.at.time, zone($0.0.symbol)) }),
        Column("minutes", numbers: rows.map(\.at.minutes)),
        Column("price", numbers: rows.map(\.at.price)),
        Column("change", numbers: rows.map(\.at.change)),
      ])
  }

  /// Table `reaction_shares`: the parts of the day, with the columns of `ResultSchema.reactionShares`.
  public init(_ shares: [DayShare]) {
    func judged(_ name: String, _ judgement: (PlaceboDistribution, Double) -> Double?) -> Column {
      Column(
        name,
        numbers: shares.map { day in
          day.share.flatMap { judgement(day.placebo, $0) } ?? .missing
        })
    }
    self.init(
      ResultSchema.reactionShares.name,
      [
        Column("calendar", texts: shares.map(\.calendar)),
        Column("resolution", texts: shares.map(\.resolution.rawValue)),
        Column("part", texts: shares.map(\.part)),
        Column("minutes", integers: shares.map(\.minutes)),
        Column("n_events", integers: shares.map(\.eventCount)),
        Column("share", numbers: shares.map { $0.share ?? .missing }),
        Column("ordinary_share", numbers: shares.map { $0.ordinaryShare ?? .missing }),
        judged("placebo_percentile") { $0.percentile(of: $1) },
        judged("p_value") { $0.pTwoSided(of: $1) }, judged("p_lower") { $0.pLower(of: $1) },
        judged("p_upper") { $0.pUpper(of: $1) },
        Column("placebo_n", integers: shares.map(\.placebo.count)),
        Column("status", texts: shares.map(\.status.rawValue)),
        Column("reason", texts: shares.map(\.reason?.rawValue)),
      ])
  }
}

/// Codes in a cell.
private func codes(_ reasons: [ReactionReason]) -> String? {
  reasons.isEmpty ? nil : reasons.map(\.rawValue).joined(separator: "+")
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
