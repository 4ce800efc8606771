import Foundation
import TestSupport
import Testing

extension DemoTests {
  @Suite struct ChartTests {
    private let demo: DemoRun

    init() throws { demo = try #require(DemoRun.current) }

    private func chart(_ arguments: String) throws -> CommandOutcome {
      try demo.workdir.run("chart \(arguments) --db demo.sqlite")
    }

    @Test("Every chart of both studies as SVG, specification and data")
    func everything() throws {
      let list = "list charts --format csv --db demo.sqlite"
      let ids = CSVTable(try demo.workdir.run(list).expect(stderr: "").stdout)["id"]
      #expect(ids == ["caar", "aar", "cars", "timeline", "heatmap", "reactions", "paths"])
      for study in DemoRun.studies {
        // The demo measures one reaction, on daily bars.
        let none = study == "june-5-2025" ? ["paths"] : ["reactions", "paths"]
        for id in none {
          try chart("\(study) \(id)").expect(status: 4, stdout: "")
        }
        for id in ids where !none.contains(id) {
          let svg = try chart("\(study) \(id)").expect(stderr: "").stdout
          #expect(
            svg.contains("<svg xmlns=") && svg.hasSuffix("</svg>\n") && svg.utf8.count < 200_000)
          let spec = try chart("\(study) \(id) --format vega-lite").expect(stderr: "").stdout
          #expect(spec.contains("https://vega.github.io/schema/vega-lite/v5.json"))
          #expect(CSVTable(try chart("\(study) \(id) --format csv").expect().stdout).isRectangular)
        }
      }
    }

    @Test("The drawn numbers are those of the result tables")
    func sameNumbers() throws {
      let drawn = CSVTable(
        try chart("trade-war-2018 caar --model market --group truce --format csv").expect().stdout)
      let stored = CSVTable(try demo.export("trade-war-2018", "aar"))
        .rows(where: ["model": "market", "event_group": "truce"])
      #expect(drawn["caar"] == stored.map { $0["caar"] })
      #expect(drawn["rel_day"] == stored.map { $0["rel_day"] })
      let cars = CSVTable(
        try chart("june-5-2025 cars --window 0,0 --model market --format csv").expect().stdout)
      let own = CSVTable(try demo.export("june-5-2025", "car")).rows(where: ["model": "market"])
      #expect(Set(cars["car"]) == Set(own.map { $0["car"] }))
    }

    @Test("A picture alone says by how much overlapping events widen its band")
    func widening() throws {
      let svg = try chart("trade-war-2018 caar").expect(stderr: "").stdout
      #expect(svg.contains(">The band is the 95% interval of the events&#39; mean on each day."))
      #expect(svg.contains("It is 2.61 times as wide"))
    }

    @Test("The suffix of -o picks the format, and a file is not replaced unasked")
    func files() throws {
      try chart("june-5-2025 caar -o c.vl.json").expect(stdout: "", stderr: "")
      #expect(try demo.workdir.text("c.vl.json").hasPrefix("{\n  \"$schema\""))
      try chart("june-5-2025 caar -o c.vl.json").expect(
        status: 1, stdout: "", stderr: "Error: c.vl.json exists; add --force to replace it\n")
      try chart("june-5-2025 caar -o c.md --force").expect()
      #expect(try demo.workdir.text("c.md").hasPrefix("| rel_day |"))
    }

    @Test("PNG says what it needs when that is not there")
    func withoutConverter() throws {
      let command = "chart june-5-2025 caar -o c.png --db demo.sqlite"
      try demo.workdir.run(command, environment: ["PATH": "/nowhere"]).expect(
        status: 1, stdout: "",
        stderr: """
          Error: PNG pictures are made by rsvg-convert, which is not on the PATH; install it (Debian: \
          apt install librsvg2-bin; macOS: brew install librsvg) or write SVG: -o NAME.svg

          """)
      #expect(try !demo.workdir.names.contains("c.png"))
    }

    /// Whatever is called `rsvg-convert` gets the picture and its output is the file.
    @Test("PNG is what the converter makes of the SVG")
    func converter() throws {
      let script = """
        mkdir -p bin; printf '#!/bin/sh\\necho PNG; exec tail -c 7\\n' > bin/rsvg-convert
        chmod +x bin/rsvg-convert
        PATH="$PWD/bin:$PATH" "$reaction" chart trade-war-2018 cars -o x.png --db demo.sqlite
        """
      try demo.workdir.shell(script).expect(stdout: "", stderr: "")
      #expect(try demo.workdir.text("x.png") == "PNG\n</svg>\n")
      let failing = """
        printf '#!/bin/sh\\necho broken >&2; exit 3\\n' > bin/rsvg-convert
        PATH="$PWD/bin:$PATH" "$reaction" chart trade-war-2018 cars -o y.png --db demo.sqlite
        """
      try demo.workdir.shell(failing).expect(
        status: 1, stdout: "", stderr: "Error: rsvg-convert ended with 3: broken\n")
    }

    private static let wrong: [(String, Int32, String)] = [
      (
        "june-5-2025 car", 2,
        "Error: there is no chart 'car'; did you mean 'caar'? "
          + "(there are: caar, aar, cars, timeline, heatmap, reactions, paths)\n"
      ),
      ("june-5 caar", 4, "Error: there is no study 'june-5'"),
      (
        "june-5-2025 cars --window 0,9", 4,
        "Error: the study has no window [0, +9]; did you mean '[0, 0]'? (it has: [0, 0])\n"
      ),
      (
        "june-5-2025 caar --model capm", 4,
        "Error: the study has no model capm (it has: mean, market)\n"
      ),
      (
        "june-5-2025 timeline --model mean", 2,
        "Error: chart 'timeline' is of no model: --model is for caar, aar, cars and heatmap\n"
      ),
      ("june-5-2025 caar --format jpg", 2, "Error: unknown format 'jpg'"),
    ]

    @Test("What is wrong is named", arguments: wrong)
    func problems(_ arguments: String, _ status: Int32, _ message: String) throws {
      let outcome = try chart(arguments).expect(status: status, stdout: "")
      #expect(outcome.stderr.hasPrefix(message), "\(outcome)")
    }
  }
}
