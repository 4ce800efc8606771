import Foundation
import Store

extension Workflow {
  /// The findings about the database and the disk it is on.
  func databaseFindings() -> [Checkup] {
    do {
      guard let health = try ReactionDatabase.examine(path: path) else {
        return [noDatabase(path)] + space(path)
      }
      return [file(path), schema(health), journal(health), pages(health)] + stored(health)
        + space(path)
    } catch StoreError.busy {
      return [beingWritten(path)] + space(path)
    } catch {
      return [Checkup("database", .problem, "\(error)", remedy: remedy(for: error))] + space(path)
    }
  }
}

private func noDatabase(_ path: String) -> Checkup {
  let folder = folder(of: path)
  guard FileManager.default.fileExists(atPath: folder) else {
    return Checkup(
      "database", .problem, "there is no folder '\(folder)' for '\(path)'",
      remedy: "make the folder, or choose another file with --db")
  }
  return Checkup(
    "database", .missing, "there is no '\(path)' yet",
    remedy: "reaction demo, or reaction import prices FILE")
}

private func file(_ path: String) -> Checkup {
  let attributes = try? FileManager.default.attributesOfItem(atPath: path)
  let size = megabytes((attributes?[.size] as? Int) ?? 0)
  guard FileManager.default.isWritableFile(atPath: path) else {
    return Checkup(
      "database", "'\(path)', \(size), read-only",
      remedy: "to import or study, make the file and its folder writable")
  }
  return Checkup("database", "'\(path)', \(size), readable and writable")
}

private func schema(_ health: DatabaseHealth) -> Checkup {
  switch health.schema {
  case health.supportedSchema: Checkup("schema", "\(health.schema)")
  case 0:
    Checkup(
      "schema", "none yet: the making of the file was interrupted",
      remedy: "the next import completes it")
  default:
    Checkup(
      "schema",
      "\(health.schema), of an earlier version; this one writes \(health.supportedSchema)",
      remedy: "nothing: the next command that opens it copies the file and brings it up to date")
  }
}

private func journal(_ health: DatabaseHealth) -> Checkup { Checkup("journal", health.journalMode) }

private func pages(_ health: DatabaseHealth) -> Checkup {
  guard let first = health.damage.first else { return Checkup("pages", "sound (quick_check)") }
  let line = first.replacing("\n", with: " ")
  return Checkup("pages", .problem, "damaged: \(line)", remedy: restoring)
}

private func stored(_ health: DatabaseHealth) -> [Checkup] {
  [health.prices.map(prices), health.factors.map(factors)].compactMap { $0 }
}

private func prices(_ found: PriceHealth) -> Checkup {
  if let first = found.damage.first { return damaged("prices", first) }
  let series = "\(grouped(found.seriesChecked)) of \(grouped(found.seriesCount)) series"
  return Checkup(
    "prices", "\(series) looked at, \(counted(found.barCount, "bar")); checksums match")
}

private func factors(_ found: FactorHealth) -> Checkup {
  if let first = found.damage.first { return damaged("factors", first) }
  let sets = "\(counted(found.setCount, "set")) looked at, \(counted(found.columnCount, "column"))"
  return Checkup("factors", "\(sets); checksums match")
}

private func damaged(_ check: String, _ found: String) -> Checkup {
  Checkup(check, .problem, found, remedy: "undo the batch and import its file again")
}

/// A writer keeps others from reading only before the write-ahead log is on, which is when a batch
/// goes into a file that was there and empty.
private func beingWritten(_ path: String) -> Checkup {
  Checkup(
    "database", "'\(path)' is being written by another program, and was not looked at",
    remedy: "ask again when the other program is done")
}

private let restoring = "restore the file from a copy, or import and study again into another one"

private func remedy(for error: any Error) -> String {
  switch error {
  case StoreError.newerSchema: "install the newer version of reaction"
  case StoreError.corrupt: restoring
  case StoreError.busy: "try again when the other program is done"
  case StoreError.notWritable, StoreError.failed:
    "check the rights of the file and its folder; an interrupted write is put right by the next "
      + "command that opens the file"
  default: "choose another file with --db"
  }
}

private func space(_ path: String) -> [Checkup] {
  let system = try? FileManager.default.attributesOfFileSystem(forPath: folder(of: path))
  guard let free = (system?[.systemFreeSize] as? NSNumber)?.intValue else { return [] }
  guard free > 0 else {
    return [Checkup("disk", .problem, "no space is free", remedy: "free some space")]
  }
  return [Checkup("disk", "\(megabytes(free)) free")]
}

private func folder(of path: String) -> String {
  URL(fileURLWithPath: path).deletingLastPathComponent().path
}

private func megabytes(_ bytes: Int) -> String { "\((bytes + 999_999) / 1_000_000) MB" }
