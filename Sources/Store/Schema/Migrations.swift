import GRDB

/// The number of the schema that this version writes, kept in the file's `user_version`.
let currentSchema = 5

/// The steps from an empty file to the current schema; append, never change one.
let migrations: DatabaseMigrator = {
  var migrator = DatabaseMigrator()
  migrator.registerMigration("1") { db in
    try db.execute(sql: DataTables.version1)
    try db.execute(sql: ResultTables.version1)
    try db.execute(sql: "PRAGMA user_version = 1")
  }
  migrator.registerMigration("2") { db in
    try db.execute(sql: ResultTables.version2)
    try db.execute(sql: "PRAGMA user_version = 2")
  }
  migrator.registerMigration("3") { db in
    try db.execute(sql: ResultTables.version3)
    try db.execute(sql: "PRAGMA user_version = 3")
  }
  migrator.registerMigration("4") { db in
    try db.execute(sql: ResultTables.version4)
    try db.execute(sql: DataTables.version4)
    try db.execute(sql: "PRAGMA user_version = 4")
  }
  migrator.registerMigration("5") { db in
    try db.execute(sql: ResultTables.version5Explaining)
    try db.execute(sql: DataTables.version5Market)
    try db.execute(sql: ResultTables.version5Reactions)
    try db.execute(sql: ResultTables.version5Bars)
    try db.execute(sql: ResultTables.version5ReactionMeasures)
    try db.execute(sql: ResultTables.version5Placebos)
    try db.execute(sql: "PRAGMA user_version = 5")
  }
  return migrator
}()
