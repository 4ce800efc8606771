import EventStudy
public import Reporting
import Store
public import Tables

extension Workflow {
  /// The text report of a stored study, by its name or `name@revision`.
  public func report(_ study: String, style: TextStyle) throws -> String {
    let tables = try reading { try $0.tables(ofStudy: study) }
    let spec = try specification(ofStudy: study)
    return StudyReport(
      name: study, question: spec.map(inWords) ?? [], tables: tables,
      measure: spec?.measure ?? .return, style: style
    ).text()
  }

  /// One result table of a stored study.
  public func table(_ name: String, ofStudy study: String) throws -> Table {
    let names = ResultSchema.tables.map(\.name)
    guard names.contains(name) else {
      throw Failure(
        .usage, "there is no result table '\(name)'; there are: \(names.joined(separator: ", "))")
    }
    return try reading { try $0.table(name, ofStudy: study) }
  }

  /// The specification that is stored with a study; `nil` when none is.
  private func specification(ofStudy study: String) throws -> StudySpec? {
    guard let yaml = try reading({ try $0.provenance("spec", ofStudy: study) }) else { return nil }
    do { return try SpecReader(yaml, file: study).study().spec } catch {
      throw Failure(.failure, "the stored specification of '\(study)' cannot be read: \(error)")
    }
  }
}
