import TestSupport
import Testing

@Suite struct WrongPricesTests {
  static let files: [WrongInput] = [
    WrongInput("a missing file", "import prices p.csv", status: 1, "p.csv: no such file"),
    WrongInput("a folder", "import prices .", status: 1, ".: is a folder; name the files in it"),
    .prices("an empty file", "", ": is empty"),
    .prices("a header alone", "date,symbol,close\n", ": has a header and no rows"),
    .prices(
      "no column of dates", "when,symbol,close\n2025-06-04,NVDA,141.92\n",
      ": has no column 'date'; its columns are when, symbol, close"),
    .prices(
      "no column of closes", "date,symbol,volume\n2025-06-04,NVDA,141\n",
      ": has no column 'close'; its columns are date, symbol, volume"),
    .prices(
      "a misspelled column of closes", "date,symbol,clsoe\n2025-06-04,NVDA,141.92\n",
      ": has no column 'close'; its columns are date, symbol, clsoe; "
        + "if 'clsoe' holds the close, rename it"),
    .prices(
      "two columns of closes", "date,symbol,close,close\n2025-06-04,NVDA,141.92,141\n",
      ": two columns are called 'close'; rename the one that is not meant"),
    .prices(
      "an error message of a server", "{\"error\":\"limit reached\"}\n",
      ": is JSON, not a CSV file; it may be the error message of a server"),
    .prices(
      "an error page of a server", "<!DOCTYPE html>\n<html><body>Too many</body></html>\n",
      ": is an HTML or XML page, not a CSV file; it may be the error page of a server"),
    .prices(
      "an unterminated quote",
      "date,symbol,close\n2025-06-04,NVDA,1\n2025-06-05,\"NVDA,2\n2025-06-06,NVDA,3\n",
      ": unterminated quote: line 3 opens a quoted field whose closing quote is missing"),
    .prices(
      "a time of day among dates",
      "date,symbol,close\n2025-06-02,NVDA,1\n2025-06-03,NVDA,1\n2025-06-04 16:00,NVDA,141.92\n",
      ", line 4, column date: '2025-06-04 16:00' has a time of day in a file of daily bars; import "
        + "daily and intraday bars from files of their own"),
    WrongInput(
      "times without a zone", "import prices p.csv", status: 2,
      "p.csv, line 2, column date: the time '2025-06-04 16:00:00' has no zone; say on whose clock "
        + "all times are with --time-zone, such as --time-zone America/New_York or --time-zone UTC"
    ).with("p.csv", "date,symbol,close\n2025-06-04 16:00:00,NVDA,141.92\n"),
    WrongInput(
      "dates of either order", "import prices p.csv", status: 2,
      "p.csv, line 2, column date: '03/04/2025' can be read as month/day or as day/month, and so can the dates "
        + "around it; say which with --date-order mdy or --date-order dmy"
    ).with("p.csv", "date,symbol,close\n03/04/2025,NVDA,141.92\n04/04/2025,NVDA,139.99\n"),
    WrongInput(
      "no symbol", "import prices NVDA.csv", status: 2,
      "NVDA.csv: names no symbol; say whose prices these are with --symbol NVDA"
    ).with("NVDA.csv", "date,close\n2025-06-04,141.92\n2025-06-05,139.99\n"),
    WrongInput(
      "an unknown layout", "import prices p.csv --profile lnog", status: 2,
      "unknown profile 'lnog'; did you mean 'long'?"
    ).with("p.csv", "date,symbol,close\n2025-06-04,NVDA,141.92\n"),
    WrongInput(
      "an unknown order of dates", "import prices p.csv --date-order ydm", status: 2,
      "the date order 'ydm' is not one of mdy, dmy, ymd"
    ).with("p.csv", "date,symbol,close\n2025-06-04,NVDA,141.92\n"),
  ]

  static let rows: [WrongInput] = [
    .row(
      "a bad date", "2025-06-04,NVDA,141.92\nJune 5th,NVDA,139.99\n",
      "line 3, column date: 'June 5th' is not a date like 2024-03-15"),
    .row(
      "an impossible date", "2024-02-29,NVDA,141.92\n2024-02-30,NVDA,139.99\n",
      "line 3, column date: '2024-02-30' is no day of the calendar from 1800 to 2200"),
    .row(
      "a bad number", "2025-06-04,NVDA,141.92\n2025-06-05,NVDA,n1.5\n",
      "line 3, column close: 'n1.5' is not a number like 1234.56"),
    .row(
      "a negative price", "2025-06-04,NVDA,141.92\n2025-06-05,NVDA,-139.99\n",
      "line 3, column close: the price '-139.99' is negative; prices are above 0"),
    .row(
      "a price of zero", "2025-06-04,NVDA,141.92\n2025-06-05,NVDA,0\n",
      "line 3, column close: the price '0' is 0; leave the cell empty for no price"),
    .row(
      "a short row", "2025-06-04,NVDA,141.92\n2025-06-05,NVDA\n",
      "line 3: 2 fields where there should be 3"),
    .row(
      "a row below a quoted line break", "2025-06-04,\"NV\nDA\",141.92\n2025-06-05,NVDA,x\n",
      "line 4 (record 3), column close: 'x' is not a number like 1234.56"),
  ]

  @Test("A file of prices that is refused as a whole", arguments: files)
  func file(_ wrong: WrongInput) throws { try wrong.expectRefusal(in: Workdir()) }

  @Test("A row of prices that cannot be imported", arguments: rows)
  func row(_ wrong: WrongInput) throws { try wrong.expectRefusal(in: Workdir()) }

  @Test("Bytes that are no UTF-8 text are read as Windows-1252, with a warning that says where")
  func encoding() throws {
    let workdir = try Workdir()
    let bytes = Array("date,symbol,close\n2025-06-04,N".utf8) + [0xFF] + Array("DA,1\n".utf8)
    try workdir.write(bytes, to: "p.csv")
    let outcome = try workdir.run("import prices p.csv").expect()
    #expect(outcome.stderr.hasPrefix("Warning: mojibake_fallback: line 2: the byte 0xFF"))
  }
}
