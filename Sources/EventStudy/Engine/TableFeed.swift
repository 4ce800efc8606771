import Dispatch
import Synchronization
import Tables

/// Tables on their way from the threads that build them to the one that takes them in order.
final class TableFeed: Sendable {
  private let tables: Mutex<[Table?]>
  private let arrivals: [Arrival]

  init(count: Int) {
    tables = Mutex(Array(repeating: nil, count: count))
    arrivals = (0..<count).map { _ in Arrival() }
  }

  func put(_ table: Table, at position: Int) {
    tables.withLock { $0[position] = table }
    arrivals[position].semaphore.signal()
  }

  /// Waits for the table of a position; each may be taken once.
  private func take(_ position: Int) -> Table? {
    arrivals[position].semaphore.wait()
    return tables.withLock { $0[position].take() }
  }

  /// Hands over all tables in their order, each as soon as it is there.
  ///
  /// - Parameters:
  ///   - isAhead: Whether `build` runs on another thread meanwhile instead of first.
  ///   - build: Puts a table at every position.
  func deliver(
    isAhead: Bool, _ build: @escaping @Sendable () -> Void, to receive: (Table) throws -> Void
  ) rethrows {
    let work = DispatchGroup()
    if isAhead { DispatchQueue.global().async(group: work, execute: build) } else { build() }
    defer { work.wait() }
    for position in arrivals.indices {
      if let table = take(position) { try receive(table) }
    }
  }

  private final class Arrival: @unchecked Sendable {
    let semaphore = DispatchSemaphore(value: 0)
  }
}
