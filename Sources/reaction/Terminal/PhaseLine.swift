import Dispatch
import Foundation
import Synchronization

/// A line on standard error that names what is being done and for how long: only on a terminal,
/// only once the work has lasted a second.
final class PhaseLine: Sendable {
  private struct State {
    var phase = ""
    var width = 0
    var isFinished = false
  }

  private let state = Mutex(State())
  private let start = Date()
  private let isShown: Bool

  init(quiet: Bool) {
    isShown = !quiet && Console.isTerminal
    if isShown { scheduleUpdate(after: 1) }
  }

  /// Names what is done from now on.
  func enter(_ phase: String) { state.withLock { $0.phase = phase } }

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
        let line = "\(state.phase), \(Int(Date().timeIntervalSince(start))) s"
        let padding = String(repeating: " ", count: max(0, state.width - line.count))
        Console.write("\r" + line + padding)
        state.width = line.count
        return true
      }
      if goesOn { scheduleUpdate(after: 0.5) }
    }
  }
}
