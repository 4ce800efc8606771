import EventStudy
import Tables

/// The page of a folder: what it holds, what was asked, how it was computed, and what to mind.
struct FolderReadme {
  private let folder: NotebookFolder

  init(_ folder: NotebookFolder) { self.folder = folder }

  var text: String {
    [
      "# Event study \(folder.study)", question, files, conventions, remarks, methods, origin,
    ].joined(separator: "\n\n") + "\n"
  }

  private var question: String {
    folder.question.map { "- \(markdownEscaped($0))" }.joined(separator: "\n")
  }

  private var files: String {
    let tables = folder.dataTables.map { table in
      "| `data/\(table.name).csv` | \(countText(table.rowCount)) | "
        + "\(TableMeanings.meaning(table.name)) |"
    }
    return """
      ## Files

      | table | rows | one row for every |
      |---|--:|---|
      \(tables.joined(separator: "\n"))

      | file | what |
      |---|---|
      | `datapackage.json` | descriptor of the tables (Data Package v2): every column with its type and meaning, keys, sizes and SHA-256 digests |
      | `study.yaml` | the study file with every default written out |
      | `provenance.json` | version, digests of specification, data and input files |
      | `analysis.ipynb` | notebook for Python with pandas and altair; its cell `parameters` chooses model, group and window |
      | `analysis.R`, `analysis.qmd` | the same for R (base R; charts with ggplot2 when it is there) |
      | `analysis.do` | the same for Stata |
      | `convert.py` | writes the tables as Parquet (pyarrow) or Stata `.dta` (pandas): `python3 convert.py parquet dta` |
      | `est/` | the first model's results under the names of EventStudyTools' result files |
      """
  }

  private var conventions: String {
    """
    UTF-8, LF, `.` as decimal mark, empty = missing, numbers in full precision, dates ISO, returns as decimals (0.01 is 1%).
    A text that begins with `=`, `+`, `-` or `@` has a leading `'`, so that no spreadsheet runs it.
    """
  }

  private var remarks: String {
    let notices = folder.tables.records("notices")
    guard !notices.isEmpty else { return "## What to mind\n\nNothing was noticed." }
    let lines = notices.map { notice in
      let event = notice.text("event_id").map { " (\(markdownEscaped($0)))" } ?? ""
      return "- \(notice.text("severity") ?? "") `\(notice.text("code") ?? "")`\(event): "
        + markdownEscaped(notice.text("message") ?? "")
    }
    // A list of thousands of remarks is a table, and there is one.
    let shown = lines.prefix(50)
    let rest = lines.count - shown.count
    let end = rest > 0 ? ["- and \(countText(rest)) more in `data/notices.csv`"] : []
    return "## What to mind\n\n" + (shown + end).joined(separator: "\n")
  }

  private var methods: String {
    "## Methods\n\n" + folder.methods.map(\.markdown).joined(separator: "\n")
  }

  private var origin: String {
    let inputs = folder.inputs.map { "- `\($0.name)`, SHA-256 `\($0.sha256)`" }
    return """
      ## Where it comes from

      Stored by market-reaction \(folder.provenance("version") ?? "") at \(folder.created) from these imported files:
      \(inputs.joined(separator: "\n"))

      With the same data imported, `reaction study study.yaml` computes it again and
      `reaction export \(folder.study) --notebook FOLDER` writes this folder.
      """
  }
}
