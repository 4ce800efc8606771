import Foundation

/// The programs that some commands call, none of which is needed for the others.
func helperFindings() -> [Checkup] {
  [
    program(
      "rsvg-convert", for: "makes pictures as PNG",
      remedy: "Debian: apt install librsvg2-bin; macOS: brew install librsvg"),
    program("python3", for: "runs export --also", remedy: "Debian: apt install python3"),
    pythonModules(),
    program(
      "Rscript", for: "runs analysis.R of notebooks", remedy: "Debian: apt install r-base-core"),
  ]
}

private func program(_ name: String, for use: String, remedy: String) -> Checkup {
  guard let path = executableOnPath(name) else {
    return Checkup(name, .missing, "not on the PATH; \(use)", remedy: remedy)
  }
  return Checkup(name, path.path)
}

private func pythonModules() -> Checkup {
  let name = "python modules"
  let wanted = ["pandas", "pyarrow"]
  guard let python = executableOnPath("python3") else {
    return Checkup(name, .missing, "no python3 to ask", remedy: "install python3 first")
  }
  guard let present = modules(wanted, of: python) else {
    return Checkup(name, .missing, "python3 does not answer", remedy: "install python3 again")
  }
  let absent = wanted.filter { !present.contains($0) }
  guard absent.isEmpty else {
    return Checkup(
      name, .missing, "no \(absent.joined(separator: ", ")); for export --also",
      remedy: "python3 -m pip install \(absent.joined(separator: " "))")
  }
  return Checkup(name, wanted.joined(separator: ", "))
}

/// Which modules Python finds; they are not loaded. `nil` when it cannot be asked.
private func modules(_ names: [String], of python: URL) -> Set<String>? {
  let (process, output) = (Process(), Pipe())
  process.executableURL = python
  process.arguments =
    [
      "-B", "-c",
      "import importlib.util as u, sys\nfor m in sys.argv[1:]:\n  if u.find_spec(m): print(m)",
    ] + names
  process.standardInput = FileHandle.nullDevice
  process.standardOutput = output
  process.standardError = FileHandle.nullDevice
  guard (try? process.run()) != nil else { return nil }
  let text = (try? output.fileHandleForReading.readToEnd()) ?? Data()
  process.waitUntilExit()
  guard process.terminationStatus == 0 else { return nil }
  return Set(String(decoding: text, as: UTF8.self).split(separator: "\n").map(String.init))
}
