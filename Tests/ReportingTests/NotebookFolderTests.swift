import Digest
import EventStudy
import Foundation
@testable import Reporting
import Tables
import Testing

@Suite struct NotebookFolderTests {
  private func files(_ tables: TableSet) throws -> [String: String] {
    let folder = NotebookFolder(
      study: "us-china-2025", question: Fixture.question, tables: tables, methods: [],
      created: "2025-06-06T12:00:00Z")
    var files: [String: String] = [:]
    try folder.write { path, content in
      var bytes: [UInt8] = []
      try content { bytes += $0 }
      #expect(files[path] == nil, "\(path) is written twice")
      files[path] = String(decoding: bytes, as: UTF8.self)
    }
    return files
  }

  private func object(_ text: String?) throws -> [String: Any] {
    let bytes = Data(try #require(text).utf8)
    return try #require(try JSONSerialization.jsonObject(with: bytes) as? [String: Any])
  }

  @Test("Every column and every table of the results has a meaning")
  func meanings() {
    for schema in ResultSchema.tables {
      #expect(!TableMeanings.meaning(schema.name).isEmpty, "\(schema.name)")
      for field in schema.fields {
        #expect(
          ColumnMeanings.meaning(field.name, of: schema.name) != nil, "\(schema.name).\(field.name)"
        )
      }
      #expect(Set(schema.key).isSubset(of: schema.fields.map(\.name)), "\(schema.name)")
    }
  }

  @Test("The descriptor names every table with its size, digest and types")
  func descriptor() throws {
    let files = try files(Fixture.study)
    let package = try object(files["datapackage.json"])
    #expect(package["name"] as? String == "us-china-2025")
    #expect(package["created"] as? String == "2025-06-06T12:00:00Z")
    let resources = try #require(package["resources"] as? [[String: Any]])
    #expect(
      resources.map { $0["name"] as? String } == ["events", "aar", "caar", "tests", "notices"])
    for resource in resources {
      let text = try #require(files[resource["path"] as? String ?? ""])
      #expect(resource["bytes"] as? Int == text.utf8.count)
      let digest = SHA256()
      digest.update(text)
      #expect(resource["hash"] as? String == "sha256:" + digest.finish())
      let schema = try #require(resource["schema"] as? [String: Any])
      let fields = try #require(schema["fields"] as? [[String: Any]])
      let header = text.prefix { $0 != "\n" }
      #expect(fields.compactMap { $0["name"] as? String }.joined(separator: ",") == header)
    }
    let types = (resources[0]["schema"] as? [String: Any])?["fields"] as? [[String: Any]]
    #expect(types?.first { $0["name"] as? String == "session" }?["type"] as? String == "date")
    #expect(types?.first { $0["name"] as? String == "shift_days" }?["type"] as? String == "integer")
  }

  @Test("A key is declared only where it holds")
  func keys() {
    let table = Table(
      "aar",
      [
        Column("model", texts: ["market", "market"]), Column("event_group", texts: ["all", "all"]),
        Column("rel_day", integers: [0, 1]),
      ])
    let key = ["model", "event_group", "rel_day"]
    #expect(DataPackage.Schema(table, events: nil).primaryKey == key)
    #expect(DataPackage.Schema(table.rows([0, 0]), events: nil).primaryKey == nil)
    let missing = Table(
      "aar", [table.columns[0], table.columns[1], Column("rel_day", integers: [0, nil])])
    #expect(DataPackage.Schema(missing, events: nil).primaryKey == nil)
    let reduced = Table("aar", Array(table.columns.prefix(2)))
    #expect(DataPackage.Schema(reduced, events: nil).primaryKey == nil)
  }

  @Test("Rows of an event refer to the events where those are told apart")
  func references() throws {
    let ids = [Column("event_id", texts: ["a", "b"]), Column("symbol", texts: ["X", "X"])]
    let (events, fits) = (Table("events", ids), Table("fits", ids))
    let reference = try #require(DataPackage.Schema(fits, events: events).foreignKeys?.first)
    #expect(reference.fields == ["event_id", "symbol"] && reference.reference.resource == "events")
    #expect(DataPackage.Schema(fits, events: events.rows([0, 0])).foreignKeys == nil)
    #expect(DataPackage.Schema(events, events: events).foreignKeys == nil)
  }

  @Test("The page counts rows, shows texts as they are, and names what to mind")
  func page() throws {
    var tables = Fixture.study.tables.filter { $0.name != "notices" }
    tables.append(
      Table(
        "notices",
        [
          Column("code", texts: ["odd"]), Column("severity", texts: ["info"]),
          Column("event_id", texts: [nil]), Column("message", texts: ["a <b> & *c*\nd"]),
        ]))
    let page = try #require(try files(TableSet(tables))["README.md"])
    #expect(page.contains("| `data/events.csv` | 14 |"))
    #expect(page.contains("- info `odd`: a &lt;b> &amp; \\*c\\* d\n"))
    #expect(page.contains("reaction export us-china-2025 --notebook FOLDER"))
  }

  @Test("Programs name the study; the notebook is JSON with a cell of parameters")
  func programs() throws {
    let files = try files(Fixture.study)
    for name in ["analysis.ipynb", "analysis.R", "analysis.qmd", "analysis.do", "convert.py"] {
      #expect(files[name]?.contains("us-china-2025") == true, "\(name)")
      #expect(files[name]?.contains("{{") == false, "\(name)")
    }
    let program = try #require(files["analysis.R"]).split(separator: "\n")
    let texts = try #require(program.first { $0.hasPrefix("text_columns <- c(") })
    let dates = try #require(program.first { $0.hasPrefix("date_columns <- c(") })
    #expect(texts.contains("\"symbol\"") && !texts.contains("\"session\""))
    #expect(dates.contains("\"session\"") && !dates.contains("\"symbol\""))
    let notebook = try object(files["analysis.ipynb"])
    let cells = try #require(notebook["cells"] as? [[String: Any]])
    let tags = cells.compactMap { ($0["metadata"] as? [String: Any])?["tags"] as? [String] }
    #expect(tags == [["parameters"]])
    #expect(Set(cells.compactMap { $0["id"] as? String }).count == cells.count)
  }
}
