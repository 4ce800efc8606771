import MarketData
import Statistics

/// What is taken from an estimation window and counted in it.
extension EventFitter {
  /// Copies the valid estimation sessions into the regression; returns their number.
  func gather(
    _ aligned: EventInstance.Aligned, _ design: DesignColumns, _ returns: UnsafePointer<Double>
  ) -> Int {
    var rows = 0
    for block in aligned.estimation {
      let first = max(0, aligned.session.position + block.first)
      let end = min(design.sessionCount, aligned.session.position + block.last + 1)
      guard first < end else { continue }
      rows +=
        gatherAll(first..<end, aligned, design, returns, from: rows)
        ?? gatherValid(first..<end, aligned, design, returns, from: rows)
    }
    return rows
  }

  /// Copies whole columns, as most blocks allow; `nil` when a session does not count.
  private func gatherAll(
    _ sessions: Range<Int>, _ aligned: EventInstance.Aligned, _ design: DesignColumns,
    _ returns: UnsafePointer<Double>, from row: Int
  ) -> Int? {
    guard !spec.estimation.excludesEvents, design.isComplete(in: sessions) else { return nil }
    let (first, count) = (sessions.lowerBound, sessions.count)
    let response = leastSquares.response + row
    VectorSums.subtract(design.offset + first, from: returns + first, into: response, count: count)
    guard VectorSums.areFinite(response, count: count) else { return nil }
    for term in 0..<design.termCount {
      (leastSquares.columns(term) + row).update(from: design.column(term) + first, count: count)
    }
    let day = first - aligned.session.position - result.layout.estimationDays.first
    for index in 0..<count { dayOfRow[row + index] = day + index }
    return count
  }

  private func gatherValid(
    _ sessions: Range<Int>, _ aligned: EventInstance.Aligned, _ design: DesignColumns,
    _ returns: UnsafePointer<Double>, from row: Int
  ) -> Int {
    var rows = row
    for t in sessions {
      let day = t - aligned.session.position
      let response = returns[t] - design.offset[t]
      guard !response.isMissing, design.isComplete(at: t),
        !study.coverage.coversByOther(day, of: aligned)
      else { continue }
      leastSquares.response[rows] = response
      for term in 0..<design.termCount {
        leastSquares.columns(term)[rows] = design.column(term)[t]
      }
      dayOfRow[rows] = day - result.layout.estimationDays.first
      rows += 1
    }
    return rows - row
  }

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
