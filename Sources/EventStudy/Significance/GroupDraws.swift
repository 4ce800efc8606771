import MarketData
import Statistics

/// The values of a group over all its days and windows, for tests that draw once for all of them.
struct GroupDraws {
  private let columns: [[Double]]
  private let clusters: [Int32]?
  let resampling: StudySpec.Resampling
  let adjustment: StudySpec.PValueAdjustment?

  /// Samples of one group of a study share the events; samples of given values stand alone.
  init(_ samples: [Sample]) {
    let context = samples.first?.origin?.context
    resampling = samples.first?.resampling ?? StudySpec.Resampling()
    adjustment = context?.spec.multipleTesting
    guard let context else {
      let rows = samples.map(\.abnormal.count).max() ?? 0
      columns = samples.map { sample in
        sample.abnormal
          + [Double](repeating: .missing, count: rows - sample.abnormal.count)
      }
      clusters = nil
      return
    }
    let rows = Dictionary(uniqueKeysWithValues: zip(context.members, context.members.indices))
    columns = samples.map { sample in
      var column = [Double](repeating: .missing, count: context.members.count)
      for (event, value) in zip(sample.origin?.events ?? [], sample.abnormal) {
        rows[event].map { column[$0] = value }
      }
      return column
    }
    clusters = context.members.map { context.study.date(ofEvent: $0) }
  }

  /// The values as they are resampled: event by event, or all events of a date together.
  func sample(clustered: Bool) -> ResamplingSample {
    ResamplingSample(columns: columns, clusters: clustered ? clusters : nil)
  }
}

extension Sample {
  /// How the study resamples; the defaults for a sample of given values.
  var resampling: StudySpec.Resampling {
    origin?.context.spec.resampling ?? StudySpec.Resampling()
  }
}

extension Sample.Origin {
  /// The session of every event, as a date ordinal.
  var dates: [Int32] { events.map { context.study.date(ofEvent: $0) } }
}
