import Tables

/// A workbook of Excel with the table as its one sheet.
struct XLSX: OutputFormat {
  let id = "xlsx"
  let fileSuffixes = ["xlsx"]
  let isText = false

  func write(_ table: Table, style: TextStyle, to sink: inout ByteSink) throws {
    try Workbook([table]).write(to: &sink)
  }
}
