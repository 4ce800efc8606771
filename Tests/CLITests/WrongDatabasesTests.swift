import TestSupport
import Testing

@Suite struct WrongDatabasesTests {
  static let databases: [WrongInput] = [
    WrongInput(
      "no database", "list series", status: 1,
      "there is no database 'reaction.sqlite'; import prices or events first"),
    WrongInput(
      "no database by another name", "report s --db other.sqlite", status: 1,
      "there is no database 'other.sqlite'; import prices or events first"),
    WrongInput(
      "a text file", "list series --db notes.txt", status: 1,
      "'notes.txt' is not a database of reaction: it is a file of another format"
    ).with("notes.txt", "Nothing in here is a table, let alone a page of one."),
    WrongInput(
      "a folder", "list series --db .", status: 1,
      "'.' is not a database of reaction: it is a folder"),
    WrongInput(
      "a database of another program", "import prices p.csv --db other.sqlite", status: 1,
      "'other.sqlite' is a SQLite database of another program (application id 1234); choose another "
        + "file with --db"
    ).with("p.csv", SmallMarket.prices).with("other.sqlite", header(applicationID: 1234)),
    WrongInput(
      "a folder in which nobody may write", "import prices p.csv --db /proc/reaction.sqlite",
      status: 1,
      "'/proc/reaction.sqlite': it cannot be opened or made; may you write to its folder?"
    ).with("p.csv", SmallMarket.prices),
  ]

  @Test("A database that is none", arguments: databases)
  func database(_ wrong: WrongInput) throws {
    let workdir = try Workdir()
    try wrong.expectRefusal(in: workdir)
    #expect(try workdir.names == wrong.files.keys.sorted())
    for (name, bytes) in wrong.files {
      #expect(try workdir.text(name) == String(decoding: bytes, as: UTF8.self))
    }
  }

  @Test("A database in no folder is refused with the folder's name")
  func noFolder() throws {
    let workdir = try SmallMarket.files()
    let outcome = try workdir.run("import prices prices.csv --db nowhere/r.sqlite")
    outcome.expect(
      status: 1,
      stderr: "Error: 'nowhere/r.sqlite': there is no folder '\(workdir.path)/nowhere'\n")
  }

  /// The header of an empty SQLite file, as https://www.sqlite.org/fileformat.html, section 1.3,
  /// lays it out.
  private static func header(applicationID: UInt16) -> [UInt8] {
    var bytes = Array("SQLite format 3\0".utf8) + [UInt8](repeating: 0, count: 84)
    (bytes[16], bytes[18], bytes[19]) = (0x10, 1, 1)
    (bytes[70], bytes[71]) = (UInt8(applicationID >> 8), UInt8(applicationID & 0xFF))
    return bytes
  }
}
