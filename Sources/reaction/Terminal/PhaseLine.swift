import Dispatch
import EventStudy
import Foundation
import Synchronization

/// A line on standard error that names what is being done, for how long, and, where that is known, how
/// far it is and how long it will take: only on a terminal, only once the work has lasted a second.
final class PhaseLine: Sendable {
  private struct State {
    var phase = ""
    var progress = WorkProgress()
    var begin = Date()
    var width = 0
    var isFinished = false

    /// How far the phase is and how long it goes on at its speed so far; empty when that is not known.
    var forecast: String {
      guard let share = progress.share, share > 0 else { return "" }
      let rest = Date().timeIntervalSince(begin) * (1 - share) / share
      return ", \(Int(100 * share))% done, \(Int(rest) + 1) s left"
    }
  }

  private let state = Mutex(State())
  private let start = Date()
  private let isShown: Bool

  init(quiet: Bool) {
    isShown = !quiet && Console.isTerminal
    if isShown { scheduleUpdate(after: 1) }
  }

  /// Names what is done from now on, and what counts it.
  func enter(_ phase: String, _ progress: WorkProgress = WorkProgress()) {
    state.withLock { ($0.phase, $0.progress, $0.begin) = (phase, progress, Date()) }
  }

  /// Clears the line.
  func finish() {
    state.withLock { state in
      state.isFinished = true
      if state.width > 0 {
        Console.write("\r" + String(repeating: " ", count: state.width) + "\r")
      }
    }
  }

  private func scheduleUpdate(after seconds: Double) {
    DispatchQueue.global().asyncAfter(deadline: .now() + seconds) { [self] in
      let goesOn = state.withLock { state in
        guard !state.isFinished else { return false }
        let line = "\(state.phase), \(Int(Date().timeIntervalSince(start))) s" + state.forecast
        let padding = String(repeating: " ", count: max(0, state.width - line.count))
        Console.write("\r" + line + padding)
        state.width = line.count
        return true
      }
      if goesOn { scheduleUpdate(after: 0.5) }
    }
  }
}
