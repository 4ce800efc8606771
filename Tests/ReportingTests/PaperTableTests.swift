import Testing

@testable import Reporting

/// The four ways to write a table for papers.
@Suite struct PaperTableTests {
  typealias Cell = PaperTable.Cell

  static let table = PaperTable(
    title: "CARs & more", corner: "window", columns: ["mean", "market"],
    body: [
      PaperTable.Row(
        label: "[-1, +1]",
        cells: [
          Cell(value: "-0.51%", marks: "*", below: "-1.689"),
          Cell(value: "+12.30%", marks: "***", below: "12.345"),
        ]),
      PaperTable.Row(
        label: "[0, +2]", cells: [Cell(value: "-", below: "-"), Cell()]),
    ],
    foot: [PaperTable.FootRow(label: "N", cells: ["1,340", "12"])],
    notes: ["From -3 to 5.", "* p<0.10."])

  @Test("Digits, stars and parentheses stand below each other in a text")
  func text() {
    #expect(
      Self.table.written(as: .text) == """
        CARs & more

        window        mean      market
        ────────  ────────  ──────────
        [-1, +1]   -0.51%*  +12.30%***
                  (-1.689)  (12.345)
        [0, +2]         -
                       (-)
        ────────  ────────  ──────────
        N           1,340        12

        From -3 to 5.
        * p<0.10.

        """)
  }

  @Test func markdown() {
    #expect(
      Self.table.written(as: .md) == #"""
        **CARs &amp; more**

        | window     |     mean |        market |
        | ---------- | -------: | ------------: |
        | \[-1, +1\] | -0.51%\* | +12.30%\*\*\* |
        |            | (-1.689) |      (12.345) |
        | \[0, +2\]  |        - |               |
        |            |      (-) |               |
        | N          |    1,340 |            12 |

        Notes: From -3 to 5. \* p&lt;0.10.

        """#)
  }

  @Test("LaTeX has minus signs, aligns by phantoms, and compiles with booktabs alone")
  func latex() {
    #expect(
      Self.table.written(as: .latex, latex: PaperLaTeX(label: "tab:a")) == #"""
        % needs \usepackage{booktabs}
        \begin{table}
        \centering
        \caption{CARs \& more}
        \label{tab:a}
        \smallskip
        \begin{tabular}{lrr}
        \toprule
        window & \multicolumn{1}{c}{mean} & \multicolumn{1}{c}{market} \\
        \midrule
        {[}$-$1, +1] & $-0.51\%$* & $+12.30\%$*** \\
         & ($-1.689$) & ($12.345$)\phantom{**} \\
        {[}0, +2] & --\phantom{*} &  \\
         & (--) &  \\
        \midrule
        N & $1{,}340$\phantom{*} & $12$\phantom{***} \\
        \bottomrule
        \end{tabular}

        \medskip
        \begin{minipage}{\linewidth}
        \footnotesize
        Notes: From $-$3 to 5.
        {*} p\textless{}0.10.
        \end{minipage}
        \end{table}

        """#)
  }

  @Test("siunitx reads digits; what it does not read is in braces")
  func siunitx() {
    let text = Self.table.written(as: .latex, latex: PaperLaTeX(usesSiunitx: true))
    #expect(text.hasPrefix("% needs \\usepackage{booktabs,siunitx}\n"))
    for line in [
      #"{[}$-$1, +1] & -0.51{\%*} & +12.30{\%***} \\"#, #" & {(}-1.689{)} & {(}12.345{)} \\"#,
      #"{[}0, +2] & {--} &  \\"#, #" & {(--)} &  \\"#, #"N & 1340 & 12 \\"#,
    ] {
      #expect(text.contains(line + "\n"), "\(text)")
    }
    #expect(text.contains("S[table-format={{(}-4.3{\\%*}},"), "\(text)")
  }

  @Test("HTML is well-formed, loads nothing, and names rows and columns")
  func html() {
    let text = Self.table.written(as: .html)
    let check = XMLCheck(text)
    #expect(check.problem == nil && check.sources.isEmpty)
    #expect(check.elements["th"] == 6 && check.elements["tfoot"] == 1 && check.elements["br"] == 4)
    #expect(
      text.contains(
        "<td class=\"number\">-0.51%<span class=\"marks\">*</span><br/>(-1.689)"
          + "<span class=\"marks\"></span></td>"))
    #expect(text.contains("<caption dir=\"auto\">CARs &amp; more</caption>"))
  }

  @Test("Columns that do not fit a line are printed below the others")
  func bands() {
    let text = Self.table.written(as: .text, style: TextStyle(width: 29))
    let lines = text.split(separator: "\n")
    #expect(lines.count { $0.hasPrefix("window") } == 2 && lines.count { $0.hasPrefix("N ") } == 2)
    #expect(lines.allSatisfy { $0.count <= 29 })
  }

  @Test("What is markup in a format is text in the table")
  func escapes() {
    let name = "a&b%c_d#e$f{g}h~i^j\\k<script>|*"
    let table = PaperTable(
      title: name, corner: "*", columns: [name],
      body: [PaperTable.Row(label: "*" + name, cells: [Cell(value: "1")])], foot: [],
      notes: [name])
    let latex = table.written(as: .latex)
    let escaped =
      ##"a\&b\%c\_d\#e\$f\{g\}h\textasciitilde{}i\textasciicircum{}j\textbackslash{}k"##
      + #"\textless{}script\textgreater{}\textbar{}*"#
    #expect(latex.contains("\\caption{\(escaped)}\n"), "\(latex)")
    #expect(latex.contains("{*} & \\multicolumn{1}{c}{\(escaped)} \\\\\n"))
    #expect(latex.contains("\\midrule\n{*}\(escaped) & $1$ \\\\\n"))
    let html = table.written(as: .html)
    #expect(!html.contains("<script>") && XMLCheck(html).problem == nil)
    let markdown = table.written(as: .md)
    let shown = #"a&amp;b%c_d#e\$f{g}h\~i^j\\k&lt;script>\|\*"#
    #expect(markdown.hasPrefix("**\(shown)**\n") && markdown.contains("| \\*\(shown) |"))
    #expect(table.written(as: .text).contains("*\(name)  "))
  }
}
