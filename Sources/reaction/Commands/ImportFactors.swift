import ArgumentParser
import Workflow

/// `reaction import factors`.
struct ImportFactors: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "factors",
    abstract: "Import factor returns: Kenneth French's files, or a date and a column a factor.",
    discussion: """
      Kenneth French's files are in percent and are read as such; a plain file holds decimals:
        date,mkt_rf,smb,hml,rf
        2025-06-04,0.0001,-0.0012,0.0020,0.00017
      """)

  @OptionGroup var arguments: ImportArguments

  @Option(help: "The factor set to add to (default: the file's name without its suffix).")
  var list: String?

  func run() throws { try arguments.run(as: .factors) { $0.list = list } }
}
