import Foundation
import TestSupport
import Testing

extension DemoTests {
  @Suite struct ExportTests {
    private let demo: DemoRun

    init() throws { demo = try #require(DemoRun.current) }

    /// The promised names, in their order.
    static let columns: [String: String] = [
      "events": """
      event_id,symbol,market,event_group,title,event_time,time_zone,event_date,session,shift_days,\
      alignment,n_estimation,status,reason
      """,
      "models": "event_id,symbol,model,term,estimate,std_error,statistic,p_value",
      "fits": """
      event_id,symbol,model,n_estimation,k,sigma,r_squared,estimation_start,estimation_end,\
      durbin_watson,ljung_box_p,arch_lm_p,jarque_bera_p,zero_share,\
      ljung_box_squared_p,breusch_pagan_p,chow_p,shapiro_wilk_p,max_abs_residual,\
      longest_stale_run,missing_days,multi_day_gaps,overlap_count,events_in_estimation,\
      status,reason
      """,
      "ar": """
      event_id,symbol,model,rel_day,session,actual,expected,ar,std_error,sar,statistic,df,p_value,\
      status,reason
      """,
      "car": """
      event_id,symbol,model,window_start,window_end,n_days,car,std_error,scar,statistic,df,p_value,\
      bhar,status,reason
      """,
      "aar": """
      model,event_group,rel_day,n_events,aar,caar,median,positive_share,conf_low,conf_high
      """,
      "caar": """
      model,event_group,window_start,window_end,n_events,caar,median,positive_share,conf_low,\
      conf_high,abhar
      """,
      "tests": """
      model,event_group,level,window_start,window_end,test,variant,n_events,estimate,std_error,\
      statistic,distribution,df,p_value,p_lower,p_upper,p_adjusted,status,reason,\
      conf_low,conf_high
      """,
      "event_tests": """
      event_id,symbol,model,window_start,window_end,test,variant,estimate,std_error,statistic,\
      distribution,df,p_value,p_lower,p_upper,status,reason
      """,
      "dependence": """
      model,event_group,window_start,window_end,n_events,overlapping_pairs,r,n_effective
      """,
      "placebo_paths": "model,event_group,rel_day,n_draws,caar_low,caar_median,caar_high",
      "event_bars": "event_id,symbol,rel_day,session,bar_start,bar_end,kind",
      "notices": "code,severity,event_id,message",
      "provenance": "key,value",
    ]

    @Test("Every result table has the promised columns", arguments: DemoRun.tables)
    func columns(_ table: String) throws {
      let csv = CSVTable(try demo.export("june-5-2025", table))
      #expect(csv.columns.joined(separator: ",") == Self.columns[table])
      // A study of sessions has no bars.
      #expect(csv.isRectangular && csv.rows.isEmpty == (table == "event_bars"))
    }

    @Test("Every format holds the same cells", arguments: DemoRun.tables)
    func formats(_ table: String) throws {
      let csv = CSVTable(try demo.export("june-5-2025", table))
      let tsv = CSVTable(try demo.export("june-5-2025", table, format: "tsv"), separator: "\t")
      #expect(tsv == csv)
      let json = try demo.export("june-5-2025", table, format: "json")
      let lines = try demo.export("june-5-2025", table, format: "ndjson").split(separator: "\n")
      expectSame(try parse(json), csv)
      expectSame(try lines.map { try parse($0) }, csv)
    }

    @Test("Text and Markdown have a line for every row", arguments: ["car", "tests", "fits"])
    func readable(_ table: String) throws {
      let csv = CSVTable(try demo.export("june-5-2025", table))
      let markdown = try demo.export("june-5-2025", table, format: "md").split(separator: "\n")
      #expect(markdown.count == csv.rows.count + 2)
      #expect(markdown.allSatisfy { $0.hasPrefix("|") && $0.hasSuffix("|") })
      let text = try demo.export("june-5-2025", table, format: "text").split(separator: "\n")
      #expect(text.count >= csv.rows.count + 2)
    }

    @Test("The suffix of -o picks the format")
    func suffix() throws {
      let json = try demo.export("june-5-2025", "car", format: "json")
      try demo.workdir.run("export june-5-2025 --table car -o car.json --db demo.sqlite").expect()
      #expect(try demo.workdir.text("car.json") == json)
    }

    @Test("Some columns and rows, of a study and of prices")
    func part() throws {
      let tests = CSVTable(
        try demo.workdir.run(
          "export june-5-2025 --table tests --columns p_value,test --rows test=bmp_t,csect_t "
            + "--rows level=caar --rows p_value<0.5 --format csv --db demo.sqlite"
        ).expect(stderr: "").stdout)
      let all = CSVTable(try demo.export("june-5-2025", "tests")).rows(where: ["level": "caar"])
        .filter { ["bmp_t", "csect_t"].contains($0["test"]) && number($0["p_value"]) ?? 1 < 0.5 }
      #expect(tests.columns == ["p_value", "test"] && !tests.rows.isEmpty)
      #expect(tests.rows == all.map { [$0["p_value"] ?? "", $0["test"] ?? ""] })
      try demo.workdir.run(
        "export --table prices --symbol TSLA --columns close --rows time=2025-06-05 --format csv "
          + "--db demo.sqlite"
      ).expect(stdout: "close\n284.7\n", stderr: "")
    }

    @Test("A page of HTML and a workbook go to files")
    func files() throws {
      for suffix in ["html", "xlsx"] {
        try demo.workdir.run("export june-5-2025 --table car -o car.\(suffix) --db demo.sqlite")
          .expect(stdout: "", stderr: "")
      }
      let page = try demo.workdir.text("car.html")
      #expect(page.hasPrefix("<!DOCTYPE html>\n") && page.hasSuffix("</main></body></html>\n"))
      let rows = CSVTable(try demo.export("june-5-2025", "car")).rows.count
      #expect(page.split(separator: "<tr>").count == rows + 2)
      #expect(try demo.workdir.text("car.xlsx").hasPrefix("PK\u{3}\u{4}"))
    }

    @Test("Imported data comes out as it went in")
    func imported() throws {
      let prices = CSVTable(
        try demo.workdir.run(
          "export --table prices --symbol TSLA --symbol KWEB --format csv --db demo.sqlite"
        ).expect(stderr: "").stdout)
      let file = packageRoot.appendingPathComponent("data/june-5-2025/daily.csv")
      let daily = CSVTable(try String(contentsOf: file, encoding: .utf8))
      for symbol in ["KWEB", "TSLA"] {
        let (out, source) = (
          prices.rows(where: ["symbol": symbol]), daily.rows(where: ["symbol": symbol])
        )
        #expect(out.map { $0["time"] } == source.map { $0["date"] })
        for column in ["open", "high", "low", "close"] {
          #expect(out.map { number($0[column]) } == source.map { number($0[column]) })
        }
      }
      let events = CSVTable(
        try demo.workdir.run(
          "export --table event_list --list june-5-2025 --format csv --db demo.sqlite"
        ).expect(stderr: "").stdout)
      #expect(
        events.columns == [
          "event_id", "symbol", "event_time", "time_zone", "event_date", "event_group", "title",
          "market", "zone_policy",
        ])
      #expect(events["event_id"] == ["T16-SPY", "T16-KWEB", "T17-SPY", "T17-KWEB", "T18-TSLA"])
      #expect(events["title"][2] == "Trump posts that the call with Xi was \"very good\"")
    }

    private func number(_ text: String?) -> Double? { text.flatMap(Double.init) }

    private func parse<Value: Decodable>(_ text: some StringProtocol) throws -> Value {
      try JSONDecoder().decode(Value.self, from: Data(text.utf8))
    }

    /// Expects the objects to hold the table's cells: numbers to the last bit, nothing as null.
    private func expectSame(_ objects: [[String: JSONCell]], _ csv: CSVTable) {
      #expect(objects.count == csv.rows.count)
      for (object, row) in zip(objects, csv.rows) {
        #expect(Set(object.keys) == Set(csv.columns))
        for (column, cell) in zip(csv.columns, row) {
          #expect(object[column]?.isSame(as: cell) == true, "\(column)")
        }
      }
    }
  }
}

/// A value of a flat JSON object.
private enum JSONCell: Decodable {
  case nothing
  case number(Double)
  case text(String)

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .nothing
    } else if let number = try? container.decode(Double.self) {
      self = .number(number)
    } else {
      self = .text(try container.decode(String.self))
    }
  }

  /// Whether a cell of a CSV file says the same.
  func isSame(as cell: String) -> Bool {
    switch self {
    case .nothing: cell.isEmpty
    case .number(let number): Double(cell) == number
    case .text(let text): cell == text
    }
  }
}
