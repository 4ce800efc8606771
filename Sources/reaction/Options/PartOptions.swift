import ArgumentParser
import Reporting
import Tables
import Workflow

/// Which columns and rows of a table are written.
struct PartOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Only these columns, in this order: caar,n_events.", valueName: "names"),
    transform: columnNames)
  var columns: [String]?

  @Option(
    help: ArgumentHelp(
      "Only rows with test=bmp_t, test=bmp_t,csect_t, status!=ok, 'p_value<0.05' or, for a missing "
        + "cell, reason=; repeat it for several conditions, all of which must hold.",
      valueName: "condition"),
    transform: { text in
      do { return try RowCondition(text) } catch { throw ValidationError("\(error).") }
    })
  var rows: [RowCondition] = []

  /// Whether nothing is left out.
  var isEverything: Bool { columns == nil && rows.isEmpty }

  /// The chosen part of a table.
  func part(of parts: TableParts) -> TableParts {
    guard !isEverything else { return parts }
    let part = TablePart(columns: columns, rows: rows).parts(of: parts)
    return TableParts {
      do { return try part.next() } catch let nothing as NoSuchRow {
        throw Failure(.nothing, nothing.description)
      }
    }
  }
}
