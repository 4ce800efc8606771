import Dispatch
import Synchronization

/// A value that is computed on another thread while this one goes on, or at once when it may not.
final class Background<Value: Sendable>: Sendable {
  private let computed = Mutex<Value?>(nil)
  private let work = DispatchGroup()
  private let compute: @Sendable () -> Value

  init(if mayUseThread: Bool, _ compute: @escaping @Sendable () -> Value) {
    self.compute = compute
    guard mayUseThread else { return }
    DispatchQueue.global().async(group: work) { [self] in
      let value = compute()
      computed.withLock { $0 = value }
    }
  }

  /// The value; waits for it.
  var value: Value {
    work.wait()
    return computed.withLock { $0 } ?? compute()
  }
}
