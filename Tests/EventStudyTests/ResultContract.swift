import EventStudy
import Tables

/// What holds in the result tables of any study.
///
/// Columns are the promised ones, no cell is infinite, p-values are probabilities, a statistic is
/// there exactly when the status says so, and whatever is not plainly `ok` has a reason.
func contractViolations(_ tables: TableSet) -> [String] {
  schemaViolations(tables)
    + tables.tables.flatMap { table in
      (0..<table.rowCount).flatMap { index in
        let row = Row(table: table, index: index)
        return (numberViolations(row) + statusViolations(row)).map {
          "\(table.name), row \(index): \($0)"
        }
      }
    }
}

private func schemaViolations(_ tables: TableSet) -> [String] {
  let promised = ResultSchema.tables.filter {
    $0.name != "provenance" && !ResultSchema.questions.contains($0)
      && !ResultSchema.ofReactions.contains($0)
  }
  guard promised.map(\.name) == tables.tables.map(\.name) else {
    return ["the tables are \(tables.tables.map(\.name))"]
  }
  return zip(promised, tables.tables).flatMap { schema, table in
    let found = table.columns.map { "\($0.name): \($0.kind)" }
    let expected = schema.fields.map { "\($0.name): \($0.kind)" }
    return found == expected ? [] : ["\(table.name) has \(found), not \(expected)"]
  }
}

private func numberViolations(_ row: Row) -> [String] {
  row.table.columns.compactMap { column in
    guard case .number(let value) = column[row.index] else { return nil }
    if !value.isFinite { return "\(column.name) is \(value)" }
    let isProbability = column.name.hasPrefix("p_") || column.name.hasSuffix("_p")
    return isProbability && !(0...1).contains(value) ? "\(column.name) is \(value)" : nil
  }
}

private func statusViolations(_ row: Row) -> [String] {
  let hasReason = row.text("reason") != nil
  let measure = row.table.name == "fits" ? "sigma" : "statistic"
  let isMeasured = row.number(measure) != nil
  switch row.text("status") {
  case "ok":
    let mayHaveReason = row.table.name == "fits"
    return (isMeasured ? [] : ["ok without \(measure)"])
      + (hasReason && !mayHaveReason ? ["ok with a reason"] : [])
  case "approximate": return isMeasured && hasReason ? [] : ["approximate without its reason"]
  case "undefined":
    let mayBeMeasured = row.table.name == "fits"
    return (hasReason ? [] : ["undefined without reason"])
      + (isMeasured && !mayBeMeasured ? ["undefined with \(measure)"] : [])
  case "excluded": return hasReason ? [] : ["excluded without reason"]
  default: return []
  }
}
