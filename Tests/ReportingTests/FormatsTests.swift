import Reporting
import Testing

@Suite struct FormatsTests {
  @Test func everyFormatIsFoundByNameAndSuffix() throws {
    #expect(
      Formats.all.map(\.id) == [
        "text", "csv", "tsv", "json", "ndjson", "md", "latex", "html", "xlsx",
      ])
    for format in Formats.all {
      #expect(try Formats.named(format.id).id == format.id)
      for suffix in format.fileSuffixes {
        #expect(try Formats.forFile(suffix: "." + suffix.uppercased()).id == format.id)
      }
    }
  }

  @Test(arguments: [
    (
      "cvs",
      "unknown format 'cvs'; did you mean 'csv'? (there are: text, csv, tsv, json, ndjson, md, latex, html, xlsx)"
    ),
    (
      "jsn",
      "unknown format 'jsn'; did you mean 'json'? (there are: text, csv, tsv, json, ndjson, md, latex, html, xlsx)"
    ),
    (
      "spreadsheet",
      "unknown format 'spreadsheet' (there are: text, csv, tsv, json, ndjson, md, latex, html, xlsx)"
    ),
  ]) func anUnknownNameSuggestsTheNearest(_ name: String, _ message: String) {
    let error = #expect(throws: UnknownFormat.self) { try Formats.named(name) }
    #expect(error?.description == message)
  }

  @Test func anUnknownSuffixListsSuffixes() {
    let error = #expect(throws: UnknownFormat.self) { try Formats.forFile(suffix: "xls") }
    #expect(
      error?.description == "unknown format 'xls'; did you mean 'xlsx'? "
        + "(there are: txt, csv, tsv, tab, json, ndjson, jsonl, md, markdown, tex, html, htm, xlsx)"
    )
  }
}
