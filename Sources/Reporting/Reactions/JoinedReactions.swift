public import Tables

extension TableSet {
  /// The tables of a study with the reactions to its events, and the paths of those.
  ///
  /// A reaction belongs to an event of the same asset and session, whatever the two are called.
  ///
  /// - Parameter runs: Tables `reactions` and `reaction_paths` of runs; of one asset and piece of news the
  ///   reaction of the first run counts.
  public func joined(with runs: [TableSet]) -> TableSet {
    let wanted = Set(
      records("events").filter { $0.text("status") == "included" }.map(DrawnReactions.Place.init))
    var taken: Set<EventKey> = []
    var (reactions, paths) = ([Table](), [Table]())
    for run in runs {
      let records = run.records("reactions").filter {
        wanted.contains(DrawnReactions.Place($0)) && !taken.contains(EventKey($0))
      }
      let keys = Set(records.map(EventKey.init))
      taken.formUnion(keys)
      guard let first = records.first else { continue }
      reactions.append(first.table.rows(records.map(\.row)))
      if let table = run["reaction_paths"] {
        let own = run.records("reaction_paths").filter { keys.contains(EventKey($0)) }
        paths.append(table.rows(own.map(\.row)))
      }
    }
    guard !reactions.isEmpty else { return self }
    return TableSet(
      tables.filter { $0.name != "reactions" && $0.name != "reaction_paths" } + [
        Table("reactions", stacking: reactions), Table("reaction_paths", stacking: paths),
      ])
  }
}
