import Tables
import Testing

@testable import Reporting

@Suite struct FormatTests {
  static let table = Table(
    "t",
    [
      Column("name", texts: ["a,b", "say \"x\"", nil, "", "two\nlines"]),
      Column("n", integers: [-1, nil, 3, 0, 7]),
      Column("ar", numbers: [0.1, -2.5e-9, .nan, .infinity, -0.0]),
      Column("session", dates: [20244, nil, 0, -1, 2932896]),
    ])

  @Test(arguments: [
    (
      "csv",
      """
      name,n,ar,session
      "a,b",-1,0.1,2025-06-05
      "say ""x""\",,-2.5e-9,
      ,3,,1970-01-01
      "",0,inf,1969-12-31
      "two
      lines",7,0,9999-12-31

      """
    ),
    (
      "tsv",
      """
      name\tn\tar\tsession
      a,b\t-1\t0.1\t2025-06-05
      "say ""x""\"\t\t-2.5e-9\t
      \t3\t\t1970-01-01
      ""\t0\tinf\t1969-12-31
      "two
      lines"\t7\t0\t9999-12-31

      """
    ),
    (
      "json",
      #"""
      [
      {"name":"a,b","n":-1,"ar":0.1,"session":"2025-06-05"},
      {"name":"say \"x\"","n":null,"ar":-2.5e-9,"session":null},
      {"name":null,"n":3,"ar":null,"session":"1970-01-01"},
      {"name":"","n":0,"ar":null,"session":"1969-12-31"},
      {"name":"two\nlines","n":7,"ar":0,"session":"9999-12-31"}
      ]

      """#
    ),
    (
      "ndjson",
      #"""
      {"name":"a,b","n":-1,"ar":0.1,"session":"2025-06-05"}
      {"name":"say \"x\"","n":null,"ar":-2.5e-9,"session":null}
      {"name":null,"n":3,"ar":null,"session":"1970-01-01"}
      {"name":"","n":0,"ar":null,"session":"1969-12-31"}
      {"name":"two\nlines","n":7,"ar":0,"session":"9999-12-31"}

      """#
    ),
    (
      "md",
      """
      | name      |   n |     ar | session    |
      | --------- | --: | -----: | ---------- |
      | a,b       |  -1 | 0.1000 | 2025-06-05 |
      | say "x"   |     | 0.0000 |            |
      |           |   3 |        | 1970-01-01 |
      |           |   0 |    inf | 1969-12-31 |
      | two lines |   7 | 0.0000 | 9999-12-31 |

      """
    ),
    (
      "text",
      """
      name        n      ar  session
      ─────────  ──  ──────  ──────────
      a,b        -1  0.1000  2025-06-05
      say "x"     -  0.0000  -
      -           3       -  1970-01-01
                  0     inf  1969-12-31
      two lines   7  0.0000  9999-12-31

      """
    ),
  ]) func writes(_ id: String, _ text: String) throws {
    #expect(try Formats.named(id).text(of: Self.table) == text)
  }

  @Test(arguments: [
    ("csv", "a,b\n"), ("json", "[\n]\n"), ("ndjson", ""), ("text", "a  b\n─  ─\n"),
    (
      "latex",
      """
      % needs \\usepackage{booktabs}
      \\begin{tabular}{lr}
      \\toprule
      a & b \\\\
      \\midrule
      \\bottomrule
      \\end{tabular}

      """
    ),
    ("md", "| a   |   b |\n| --- | --: |\n"), ("tsv", "a\tb\n"),
    (
      "html",
      FormatTests.page(
        "t",
        """
        <thead><tr><th scope="col">a</th><th scope="col" class="number">b</th></tr></thead>
        <tbody>
        </tbody>
        """)
    ),
  ]) func anEmptyTable(_ id: String, _ text: String) throws {
    let table = Table("t", [Column("a", texts: []), Column("b", numbers: [])])
    #expect(try Formats.named(id).text(of: table) == text)
  }

  /// A page with one table, as far as it does not depend on the table.
  private static func page(_ name: String, _ rows: String) -> String {
    """
    <!DOCTYPE html>
    <html lang="en"><head><meta charset="utf-8"/><title>\(name)</title>\
    <meta name="viewport" content="width=device-width, initial-scale=1"/>\
    <meta name="color-scheme" content="light dark"/><style>\(HTMLStyle.sheet)</style></head>
    <body><main>
    <div class="scroll" role="region" tabindex="0" aria-label="\(name)"><table>\
    <caption dir="auto">\(name)</caption>
    \(rows)</table></div>
    </main></body></html>

    """
  }

  @Test func htmlShowsTextsAsTheyAre() throws {
    let table = Table(
      "a<b",
      [
        Column("<i>", texts: ["<script>alert(1)</script>", "a&b\"'\u{1}", nil]),
        Column("p_value", numbers: [0.5, 1e-9, .nan]), Column("session", dates: [20244, nil, 0]),
        Column("long", texts: [String(repeating: "x ", count: 20), "", nil]),
      ])
    let text = try Formats.named("html").text(of: table)
    #expect(
      text
        == Self.page(
          "a&lt;b",
          """
          <thead><tr><th scope="col">&lt;i&gt;</th><th scope="col" class="number">p_value</th>\
          <th scope="col">session</th><th scope="col">long</th></tr></thead>
          <tbody>
          <tr><td dir="auto" class="short">&lt;script&gt;alert(1)&lt;/script&gt;</td>\
          <td class="number">0.5000</td><td class="short">2025-06-05</td>\
          <td dir="auto">x x x x x x x x x x x x x x x x x x x x </td></tr>
          <tr><td dir="auto" class="short">a&amp;b&quot;&#39;?</td>\
          <td class="number">&lt;0.0001</td><td class="short"></td><td dir="auto"></td></tr>
          <tr><td dir="auto" class="short"></td><td class="number"></td>\
          <td class="short">1970-01-01</td><td dir="auto"></td></tr>
          </tbody>
          """))
    let check = XMLCheck(text)
    #expect(check.problem == nil && check.sources.isEmpty && check.elements["script"] == nil)
  }

  @Test("Markdown gives back the texts of its cells")
  func markdownReadsBack() throws {
    var random = SplitMix64(seed: 20_250_605)
    let pieces = ["x", "|", "\\", "*", "_", "`", "[a](b)", "<i>", "&lt;", "~", "$", " y", "é", "漢"]
    let texts = (0..<500).map { _ in
      "a" + (0..<4).map { _ in pieces.randomElement(using: &random)! }.joined()
    }
    let lines = try Formats.named("md").text(of: Table("t", [Column("text", texts: texts)]))
      .split(separator: "\n").dropFirst(2)
    let cells = lines.map { line in
      let cell = line.dropFirst(2).dropLast(2).reversed().drop { $0 == " " }.reversed()
      return String(cell).replacing(/\\([!-\/:-@\[-`{-~])/) { String($0.1) }
        .replacing("&lt;", with: "<").replacing("&amp;", with: "&")
    }
    #expect(cells == texts)
  }

  @Test("Markdown marks nothing inside words, and LaTeX joins no hyphens")
  func marksInWords() throws {
    let table = Table(
      "a|b", [Column("_p_|_x", texts: ["adj_bmp_t _a_ a_"]), Column("q", texts: ["a--b---c|"])])
    #expect(
      try Formats.named("md").text(of: table).contains(#"| adj_bmp_t \_a\_ a\_ |"#))
    #expect(try Formats.named("md").text(of: table).contains(#"| \_p\_\|\_x "#))
    #expect(
      try Formats.named("latex").text(of: table).contains(#"a-{}-b-{}-{}-c\textbar{} \\"#))
  }

  @Test(arguments: ["=1+1", "+1", "-1", "@sum", "\tx", "\rx"])
  func aFormulaIsGuarded(_ text: String) throws {
    let table = Table("t", [Column("a", texts: [text]), Column("b", numbers: [-1])])
    for (id, delimiter) in [("csv", ","), ("tsv", "\t")] {
      let written = try Formats.named(id).text(of: table)
      #expect(try parsed(written, delimiter: Character(delimiter))[1] == ["'" + text, "-1"])
    }
    #expect(try parsed(Formats.csv.text(of: table), delimiter: ",")[0] == ["a", "b"])
  }

  @Test func latexSetsTextsAsTheyAre() throws {
    let table = Table(
      "t",
      [
        Column("p_value", numbers: [0.5, 1e-9]), Column("ar", numbers: [-0.25, .nan]),
        Column("a", texts: ["50% & $1_#{}", "\\~^<>[x]"]),
      ])
    #expect(
      try Formats.named("latex").text(of: table) == ##"""
        % needs \usepackage{booktabs}
        \begin{tabular}{rrl}
        \toprule
        p\_value & ar & a \\
        \midrule
        0.5000 & $-0.2500$ & 50\% \& \$1\_\#\{\} \\
        $<0.0001$ &  & \textbackslash{}\textasciitilde{}\textasciicircum{}\textless{}\textgreater{}{[}x] \\
        \bottomrule
        \end{tabular}

        """##)
  }

  @Test func controlCharactersInJSONAreEscaped() throws {
    let table = Table("t", [Column("a", texts: ["\u{1}\u{1F}\t\\/é"])])
    #expect(try Formats.named("ndjson").text(of: table) == "{\"a\":\"\\u0001\\u001f\\t\\\\/é\"}\n")
  }

  @Test func anEscapeSequenceDoesNotReachTheTerminal() throws {
    let table = Table("t", [Column("title", texts: ["\u{1B}[31mred\u{202E}", "a|b<i>\\"])])
    #expect(Formats.text.text(of: table).contains("?[31mred?\n"))
    #expect(try Formats.named("md").text(of: table).contains("| a\\|b&lt;i>\\\\ |"))
  }

  @Test func csvReadsBackAsTheSameTable() throws {
    var random = SplitMix64(seed: 20_250_605)
    let numbers = (0..<500).map { _ in Double.random(in: -1e3...1e3, using: &random) }
    let pieces = ["x", ",", "\"", "\n", " ", "é", "漢"]
    let texts = (0..<500).map { _ in
      (0..<4).map { _ in pieces.randomElement(using: &random)! }.joined()
    }
    let table = Table("t", [Column("text", texts: texts), Column("number", numbers: numbers)])
    let rows = try parsed(Formats.csv.text(of: table), delimiter: ",").dropFirst()
    #expect(rows.map { $0[0] } == texts)
    #expect(rows.map { Double($0[1]) } == numbers)
  }

  /// A reader of RFC 4180 that shares no code with the writer.
  private func parsed(_ text: String, delimiter: Character) throws -> [[String]] {
    var rows: [[String]] = [[""]]
    var quoted = false
    var previous: Character?
    for character in text {
      let (row, field) = (rows.count - 1, rows[rows.count - 1].count - 1)
      if character == "\"" {
        if !quoted, previous == "\"" { rows[row][field].append("\"") }
        quoted.toggle()
      } else if quoted {
        rows[row][field].append(character)
      } else if character == delimiter {
        rows[row].append("")
      } else if character == "\n" {
        rows.append([""])
      } else {
        rows[row][field].append(character)
      }
      previous = character
    }
    #expect(rows.last == [""])
    return rows.dropLast()
  }
}
