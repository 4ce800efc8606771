import Foundation

/// A line on standard error that tells how far long work is: only on a terminal, only once the
/// work has lasted a second.
final class ProgressLine {
  private let isShown: Bool
  private let start = Date()
  private var last = Date()
  private var width = 0

  init(quiet: Bool) { isShown = !quiet && Console.isTerminal }

  /// Shows how much is done; `total` gives the time left.
  func update(done: Int, of total: Int?, unit: String, also: String) {
    guard isShown else { return }
    let now = Date()
    guard now.timeIntervalSince(start) > 1, now.timeIntervalSince(last) > 0.1 else { return }
    last = now
    let rate = Double(done) / now.timeIntervalSince(start)
    var line = "\(amount(done)) \(unit), \(amount(Int(rate))) \(unit)/s\(also)"
    if let total, total > done, rate > 0 {
      line += ", \(Int(Double(total - done) / rate) + 1) s left"
    }
    show(line)
  }

  /// Clears the line.
  func finish() { if width > 0 { show("") } }

  private func show(_ line: String) {
    let padding = String(repeating: " ", count: max(0, width - line.count))
    Console.write("\r" + line + padding + (line.isEmpty ? "\r" : ""))
    width = line.count
  }

  private func amount(_ value: Int) -> String {
    switch value {
    case 10_000_000...: "\(value / 1_000_000) M"
    case 10_000...: "\(value / 1000) k"
    default: "\(value)"
    }
  }
}
