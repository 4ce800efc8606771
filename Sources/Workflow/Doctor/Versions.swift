import Ingest
import Store

/// The versions of the program and its libraries.
func versionFindings() -> [Checkup] {
  [
    Checkup("reaction", Version.current), sqlite(), Checkup("zlib", LibraryVersions.zlib),
    Checkup("libcsv", LibraryVersions.libcsv),
  ]
}

private func sqlite() -> Checkup {
  do { return Checkup("sqlite", try ReactionDatabase.libraryVersion()) } catch {
    return Checkup(
      "sqlite", .problem, "\(error)", remedy: "install the SQLite library again")
  }
}
