import GRDB

/// Runs `body` and says in this module's words what SQLite reports.
func translatingErrors<Result>(path: String, _ body: () throws -> Result) throws -> Result {
  do { return try body() } catch let error as DatabaseError {
    throw failure(error, path: path)
  }
}

private func failure(_ error: DatabaseError, path: String) -> StoreError {
  let message = error.message ?? "\(error.resultCode)"
  switch error.resultCode.primaryResultCode {
  case .SQLITE_BUSY, .SQLITE_LOCKED: return .busy(path: path)
  case .SQLITE_FULL: return .diskFull(path: path)
  case .SQLITE_READONLY, .SQLITE_PERM: return .notWritable(path: path)
  case .SQLITE_CANTOPEN:
    return .failed(path: path, message: "it cannot be opened or made; may you write to its folder?")
  case .SQLITE_CORRUPT: return .corrupt(path: path, message: message)
  case .SQLITE_NOTADB: return .notADatabase(path: path, found: message)
  default: return .failed(path: path, message: message)
  }
}
