import MarketData

/// What is counted in an estimation window.
extension EventFitter {
  /// The counts of the window's valid rows and of what is missing among its days.
  ///
  /// - Parameter returns: The security's returns from the layout's first estimation day on.
  func window(
    _ event: Int, _ aligned: EventInstance.Aligned, _ returns: UnsafePointer<Double>, rows: Int
  ) -> FitDiagnostics.Window {
    var (unmoved, run, longest, previous) = (0, 0, 0, Int.min)
    for row in 0..<rows {
      let day = dayOfRow[row]
      let isNext = day - 1 == previous
      previous = day
      guard returns[day] == 0 else {
        run = 0
        continue
      }
      unmoved += 1
      run = isNext ? run + 1 : 1
      longest = max(longest, run)
    }
    let gaps = study.gaps[aligned.series]
    return FitDiagnostics.Window(
      sigma: result.sigma[event], zeroShare: Double(unmoved) / Double(rows),
      longestStaleRun: longest, missingDays: wantedDays(aligned) - rows,
      multiDayGaps: aligned.estimation.reduce(0) {
        $0 + gaps.multiDayReturns(in: aligned.positions(of: $1))
      })
  }

  /// The days of the estimation window that the study does not leave out by choice.
  private func wantedDays(_ aligned: EventInstance.Aligned) -> Int {
    let sessions = study.grids[aligned.grid].sessions.indices
    return aligned.estimation.reduce(0) { count, block in
      guard spec.estimation.excludesEvents else { return count + block.count }
      return count
        + block.days.count { day in
          !sessions.contains(aligned.session.position + day)
            || !study.coverage.coversByOther(day, of: aligned)
        }
    }
  }
}
