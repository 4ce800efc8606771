/// The shape of a study's matrices: which days and windows they have columns for.
struct StudyLayout: Sendable {
  /// From the earliest to the latest day of any event's window.
  let eventDays: Window
  /// From the earliest to the latest estimation day of any event.
  let estimationDays: Window
  /// The windows of cumulative abnormal returns.
  let windows: [Window]

  init(_ spec: StudySpec, _ instances: [EventInstance]) {
    let aligned = instances.compactMap(\.aligned)
    eventDays = Self.span(aligned.map(\.eventWindow)) ?? spec.eventWindow
    estimationDays =
      Self.span(aligned.flatMap(\.estimation)) ?? Self.span(spec.estimationPositions)
      ?? spec.eventWindow
    windows = Self.windows(of: spec, aligned)
  }

  /// From the first day of any window to the last; `nil` when there is none.
  static func span(_ windows: [Window]) -> Window? {
    guard let first = windows.map(\.first).min(), let last = windows.map(\.last).max() else {
      return nil
    }
    return Window(first, last)
  }

  /// The study's windows, and the own windows of events that carry some; when there are neither,
  /// the default ones that fit in the event window, or the event window itself.
  private static func windows(of spec: StudySpec, _ aligned: [EventInstance.Aligned]) -> [Window] {
    var windows = spec.windows ?? []
    let own = Set(aligned.filter(\.carriesWindows).map(\.eventWindow))
    for window in own.sorted(by: { ($0.first, $0.last) < ($1.first, $1.last) })
    where !windows.contains(window) { windows.append(window) }
    guard windows.isEmpty else { return windows }
    let fitting = StudySpec.defaultWindows.filter(spec.eventWindow.contains)
    return fitting.isEmpty ? [spec.eventWindow] : fitting
  }
}
