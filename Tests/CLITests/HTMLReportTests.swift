import TestSupport
import Testing

extension DemoTests {
  @Suite struct HTMLReportTests {
    private let demo: DemoRun

    init() throws { demo = try #require(DemoRun.current) }

    @Test("A report as HTML, by name or by suffix", arguments: DemoRun.studies)
    func html(_ study: String) throws {
      let page = try demo.workdir.run("report \(study) --format html --db demo.sqlite")
        .expect(stderr: "").stdout
      #expect(page.hasPrefix("<!DOCTYPE html>\n<html lang=\"en\">") && page.hasSuffix("</html>\n"))
      #expect(page.utf8.count < 1_000_000)
      try demo.workdir.run("report \(study) -o \(study).html --db demo.sqlite")
        .expect(stdout: "", stderr: "")
      #expect(try demo.workdir.text("\(study).html") == page)
      // Nothing is fetched: the only addresses are places of the page.
      #expect(!page.contains("http"))
      #expect(page.matches(of: #/<svg /#).count >= 9)
    }

    @Test("The answer is that of the text")
    func sameAnswer() throws {
      let page = try demo.workdir.run("report june-5-2025 --format html --db demo.sqlite").stdout
      let text = try demo.workdir.run("report june-5-2025 --db demo.sqlite").stdout
      #expect(text.hasPrefix("Event study: june-5-2025\n"))
      for words in ["Average CAR -4.71% over [0, 0]", "3 rows, 1 session"] {
        #expect(page.contains(words) && text.contains(words))
      }
      #expect(
        page.contains("How far did prices move over [0, 0] with the events of list june-5-2025"))
    }

    @Test("--open hands the written file to the desktop")
    func opened() throws {
      let unnamed = try demo.workdir.run("report june-5-2025 --open --db demo.sqlite")
        .expect(status: 2, stdout: "")
      #expect(unnamed.stderr.hasPrefix("Error: --open shows a file; name it with -o.\n"))
      let command = "report june-5-2025 -o shown.html --force --open --db demo.sqlite"
      try demo.workdir.run(command, environment: ["DISPLAY": "", "WAYLAND_DISPLAY": ""]).expect(
        status: 1, stdout: "",
        stderr: "Error: shown.html is written, but there is no display to show it on: neither "
          + "DISPLAY nor WAYLAND_DISPLAY is set\n")
      try demo.workdir.run(command, environment: ["DISPLAY": ":7", "PATH": "/nowhere"]).expect(
        status: 1, stdout: "",
        stderr: "Error: shown.html is written, but xdg-open, which shows it, is not on the PATH; "
          + "install it (Debian: apt install xdg-utils) or open the file in a browser\n")
      let opener = """
        mkdir -p desktop; export DISPLAY=:7 PATH="$PWD/desktop:$PATH"
        printf '#!/bin/sh\\nhead -c 15 "$1" > "$1.seen"\\n' > desktop/xdg-open
        chmod +x desktop/xdg-open
        "$reaction" \(command)
        printf '#!/bin/sh\\nexit 3\\n' > desktop/xdg-open
        "$reaction" \(command)
        """
      try demo.workdir.shell(opener).expect(
        status: 1, stdout: "",
        stderr: "Error: shown.html is written, but xdg-open ended with 3; open the file in a "
          + "browser\n")
      #expect(try demo.workdir.text("shown.html.seen") == "<!DOCTYPE html>")
    }

    @Test("The format wins over the suffix, and an unknown one is refused")
    func formats() throws {
      try demo.workdir.run("report june-5-2025 --format text -o t.html --db demo.sqlite").expect()
      #expect(try demo.workdir.text("t.html").hasPrefix("Event study: june-5-2025\n"))
      let refused = try demo.workdir.run("report june-5-2025 --format pdf --db demo.sqlite")
        .expect(status: 2, stdout: "")
      #expect(refused.stderr.contains("text") && refused.stderr.contains("html"))
      try demo.workdir.run("report no-study --format html --db demo.sqlite")
        .expect(status: 4, stdout: "")
    }
  }
}
