import Dispatch
import GRDBSQLite

extension QueryConnection {
  /// Runs `body` with a limit on SQLite's memory, which holds for the whole process, and on time.
  func limited<Result>(seconds: Double?, _ body: () throws -> Result) throws -> Result {
    let before = sqlite3_hard_heap_limit64(Int64(memoryLimit))
    defer { sqlite3_hard_heap_limit64(before) }
    guard let seconds else { return try body() }
    secondsAllowed = seconds
    var deadline = DispatchTime.now() + seconds
    return try withUnsafeMutablePointer(to: &deadline) { deadline in
      // About as often as every 20 microseconds.
      sqlite3_progress_handler(
        handle, 1000,
        { deadline in
          deadline.map { DispatchTime.now() < $0.load(as: DispatchTime.self) ? 0 : 1 } ?? 0
        }, deadline)
      defer { sqlite3_progress_handler(handle, 0, nil, nil) }
      return try body()
    }
  }
}
