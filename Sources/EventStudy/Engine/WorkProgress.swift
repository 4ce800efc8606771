import Synchronization

/// How far long work is: counted by the threads that do it, read by whoever shows it.
public final class WorkProgress: Sendable {
  private let done = Atomic(0)
  private let expected = Atomic(0)

  /// Nothing is expected yet.
  public init() {}

  /// The share of the work that is done, from 0 to 1; `nil` when it is not known how much there is.
  public var share: Double? {
    let all = expected.load(ordering: .relaxed)
    return all > 0 ? min(1, Double(done.load(ordering: .relaxed)) / Double(all)) : nil
  }

  /// Sets how much work there is, in any unit.
  func expect(_ amount: Int) { expected.store(amount, ordering: .relaxed) }

  /// Counts work that was done.
  func advance(by amount: Int) { done.add(amount, ordering: .relaxed) }

  /// Sets how much of the work is done, also what turned out to be none.
  func reach(_ amount: Int) { done.store(amount, ordering: .relaxed) }
}
