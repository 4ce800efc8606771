import Digest
public import EventStudy
import MarketData
import Store
public import Tables

/// What running a study came to.
public struct StudyOutcome: Sendable {
  /// The study's name in the database.
  public let name: String
  /// The revision under which the result is stored.
  public let revision: Int
  /// Whether the same study on the same data was stored already.
  public let isUnchanged: Bool
  /// How many events are in the sample.
  public let includedCount: Int
  /// How many are not.
  public let excludedCount: Int
  /// Whether any event had data to fit a model to.
  public let hasUsableEvents: Bool
  /// The result table `notices`.
  public let notices: Table
}

extension Workflow {
  /// Runs a study on the imported data and stores its result tables.
  ///
  /// - Parameters:
  ///   - reader: The study file.
  ///   - now: The time to store, ISO 8601 in UTC; it is no part of the result.
  ///   - progress: Told what is being done, and by what to see how far it is.
  /// - Returns: How many events were used, and under which revision the result is stored.
  /// - Throws: `Failure`, with the place in the study file when that is wrong.
  public func run(
    _ reader: SpecReader, now: String,
    progress: (String, WorkProgress) -> Void = { _, _ in }
  ) throws -> StudyOutcome {
    try reporting(reader) { study in
      let database = try open(.existing)
      func enter(_ phase: String) { progress(phase, WorkProgress()) }
      enter("reading events and prices")
      let data = try StudyData(for: study, from: database, threads: threads)
      enter("studying \(grouped(data.inputs.events.count)) events")
      let digest = Background(if: threads > 1) { data.sha256 }
      if let known = try known(study, data, digest, database) { return known }
      let fitted = try study.fit(to: data.inputs, threads: threads)
      // Others may want to write while tests are resampled, so that the lock is taken after.
      let results = ResultFeed(fitted, resampling: { progress("resampling", fitted.progress) })
      enter("storing the results")
      let provenance = Provenance(
        study.spec, data.inputs, sha256: digest.value, data.sources)
      var notices = Table("notices", [])
      let saved = try database.save(
        study: study.spec.name, fingerprint: provenance.fingerprint, createdAt: now
      ) { write in
        try results.forEachTable { table in
          try write(table)
          if table.name == notices.name { notices = table }
        }
        try write(provenance.table)
      }
      return StudyOutcome(study.spec.name, saved, fitted.counts, notices)
    }
  }

  /// The stored outcome when the latest revision is of the same study on the same data.
  ///
  /// The data's digest is waited for only when everything else is the same.
  private func known(
    _ study: Study, _ data: StudyData, _ digest: Background<String>, _ database: ReactionDatabase
  ) throws -> StudyOutcome? {
    let name = study.spec.name
    guard let latest = try database.latestRevision(ofStudy: name),
      try database.provenance("spec_sha256", ofStudy: name)
        == Provenance.digest(study.spec.yaml),
      latest.fingerprint == Provenance.fingerprint(study.spec.yaml, sha256: digest.value)
    else { return nil }
    return StudyOutcome(
      name, .unchanged(revision: latest.revision),
      SampleCounts(of: try database.table("events", ofStudy: name)),
      try database.table("notices", ofStudy: name))
  }

  /// Runs a study and gives its result tables without storing anything.
  public func preview(_ reader: SpecReader) throws -> TableSet {
    try reporting(reader) { study in
      let data = try StudyData(for: study, from: try open(.readOnly), threads: threads)
      return try study.run(on: data.inputs, threads: threads).tables
    }
  }

  /// Runs `body` on the file's study; a problem of the specification names file and line.
  private func reporting<Result>(_ reader: SpecReader, _ body: (Study) throws -> Result) throws
    -> Result
  {
    do { return try failing { try body(try reader.study()) } } catch let error as SpecFileError {
      throw Failure(.usage, error.description)
    } catch let error as SpecProblem {
      throw Failure(.usage, reader.error(for: error).description)
    }
  }
}

extension StudyOutcome {
  fileprivate init(_ name: String, _ saved: SaveOutcome, _ counts: SampleCounts, _ notices: Table) {
    self.name = name
    (revision, isUnchanged) =
      switch saved {
      case .saved(let revision): (revision, false)
      case .unchanged(let revision): (revision, true)
      }
    includedCount = counts.includedCount
    excludedCount = counts.excludedCount
    hasUsableEvents = counts.hasUsableEvents
    self.notices = notices
  }
}

extension SpecReader {
  /// The study file with every default written out; reading it again gives the same study.
  ///
  /// - Throws: `Failure`, with the place in the file when it is wrong.
  public func resolved() throws -> String {
    do { return try study().spec.yaml } catch { throw Failure(.usage, error.description) }
  }
}

/// The tables of a fitted study: of one that resamples computed beforehand, of others on the way.
private struct ResultFeed {
  private let fitted: FittedStudy
  private var ready: [Table]?

  init(_ fitted: FittedStudy, resampling announce: () -> Void) {
    self.fitted = fitted
    guard fitted.resamples else { return }
    announce()
    var tables: [Table] = []
    fitted.forEachTable { tables.append($0) }
    ready = tables
  }

  func forEachTable(_ receive: (Table) throws -> Void) rethrows {
    if let ready { try ready.forEach(receive) } else { try fitted.forEachTable(receive) }
  }
}

/// Where a result comes from: enough to say whether another run must give the same.
struct Provenance {
  let table: Table
  /// Identifies specification, data and version together.
  let fingerprint: String

  init(
    _ spec: StudySpec, _ inputs: StudyInputs, sha256: String, _ sources: [BatchSource]
  ) {
    let yaml = spec.yaml
    let specDigest = Self.digest(yaml)
    fingerprint = Self.fingerprint(yaml, sha256: sha256)
    var rows = [
      ("spec", yaml), ("spec_sha256", specDigest), ("data_sha256", sha256),
      ("version", Version.current),
      ("calendar", Self.calendars(of: inputs)),
      ("seed", "\(spec.resampling.seed)"),
    ]
    if let vintage = inputs.factors?.vintage { rows.append(("factor_vintage", vintage)) }
    for source in sources {
      rows.append(("input:\(source.name)", source.sha256))
    }
    table = Table(
      "provenance",
      [Column("key", texts: rows.map(\.0)), Column("value", texts: rows.map(\.1))])
  }

  /// The calendar of the study, and those of series that trade on other exchanges.
  private static func calendars(of inputs: StudyInputs) -> String {
    let others = Set(inputs.exchanges.values.map { "\($0.code) \($0.vintage)" })
    let own = "\(inputs.exchange.code) \(inputs.exchange.vintage)"
    return ([own] + others.subtracting([own]).sorted()).joined(separator: ", ")
  }

  /// Identifies a specification, as YAML, and the digest of its data, under this version.
  static func fingerprint(_ yaml: String, sha256: String) -> String {
    digest(digest(yaml) + sha256 + Version.current)
  }

  static func digest(_ text: String) -> String {
    let digest = SHA256()
    digest.update(text)
    return digest.finish()
  }
}
