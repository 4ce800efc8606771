import Tables

/// Programs that read the folder, for the languages that its readers use.
///
/// To add one, put its text into `Templates/` and its name here. `{{study}}` stands for the name of
/// the study, `{{text_columns}}` and `{{date_columns}}` for quoted names, with commas between them.
enum NotebookTemplates {
  static func files(study: String, tables: [Table]) -> [NotebookFolder.File] {
    let texts = quotedNames(.text, of: tables)
    let dates = quotedNames(.date, of: tables)
    return templates.map { path, text in
      NotebookFolder.File(
        path,
        String(decoding: text, as: UTF8.self).replacing("{{study}}", with: study)
          .replacing("{{text_columns}}", with: texts).replacing("{{date_columns}}", with: dates))
    }
  }

  /// The names of all columns of a kind; a name has one kind in all tables.
  private static func quotedNames(_ kind: Column.Kind, of tables: [Table]) -> String {
    let names = Set(tables.flatMap(\.columns).filter { $0.kind == kind }.map(\.name))
    return names.sorted().map { "\"\($0)\"" }.joined(separator: ", ")
  }

  private static let templates: KeyValuePairs<String, [UInt8]> = [
    "analysis.ipynb": PackageResources.analysis_ipynb,
    "analysis.R": PackageResources.analysis_R,
    "analysis.qmd": PackageResources.analysis_qmd,
    "analysis.do": PackageResources.analysis_do,
    "convert.py": PackageResources.convert_py,
  ]
}
