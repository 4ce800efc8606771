/// Programs that read the folder, for the languages that its readers use.
///
/// To add one, put its text into `Templates/` and its name here. `{{study}}` stands for the name of
/// the study.
enum NotebookTemplates {
  static func files(study: String) -> [NotebookFolder.File] {
    templates.map { path, text in
      NotebookFolder.File(
        path,
        String(decoding: text, as: UTF8.self).replacing("{{study}}", with: study))
    }
  }

  private static let templates: KeyValuePairs<String, [UInt8]> = [
    "analysis.ipynb": PackageResources.analysis_ipynb,
    "analysis.R": PackageResources.analysis_R,
    "analysis.qmd": PackageResources.analysis_qmd,
    "analysis.do": PackageResources.analysis_do,
    "convert.py": PackageResources.convert_py,
  ]
}
