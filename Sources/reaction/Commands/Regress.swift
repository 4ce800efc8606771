import ArgumentParser
import EventStudy
import Tables
import Workflow

/// `reaction regress`: what explains the reactions of a study.
struct Regress: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "regress",
    abstract: "Regress a study's CARs on columns of its event list.",
    discussion: """
      Least squares of the CARs of a stored study on what is known of its events, for each of its \
      models and windows. Columns of texts are taken as categories. Events without a value are left \
      out, counted and listed in the table regression_events. The tables are kept with the study: \
      export them with --table regressions, regression_fits or regression_events.

        reaction regress my-study --on size,leverage
        reaction regress my-study --on 'log(size),sector' --window -1,1 --errors cluster:session
        reaction regress my-study --on size --weights variance --format csv
        reaction regress my-study --on 'log(assets)' --covariates firms.csv

      docs/explaining.md has the formulas.
      """)

  @Argument(help: "The study's name; NAME@1 is its first revision.")
  var study: String

  @OptionGroup(title: "Regression") var question: RegressionOptions
  @OptionGroup var table: CovariateOptions

  @Flag(name: [.customShort("n"), .long], help: "Show the regression; store nothing.")
  var dryRun = false

  @OptionGroup var output: OutputOptions
  @OptionGroup var messages: MessageOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    let outcome = try database.workflow.regress(
      question.spec, ofStudy: study, covariates: table.covariates, storing: !dryRun)
    if let table = outcome.tables["regressions"] {
      try output.write(output.isText ? RegressionText.regressions(table) : table)
    }
    if let fits = outcome.tables["regression_fits"] {
      RegressionText.sentences(fits).forEach(messages.say)
    }
    try messages.finish(outcome, "regression", ofStudy: study)
  }
}

extension MessageOptions {
  /// Says what should be known of an answer and where it is kept.
  func finish(_ answer: Answer, _ noun: String, ofStudy study: String) throws {
    for notice in answer.notices {
      say("\(notice.severity == .warning ? "Warning" : "Note"): \(notice.code): \(notice.message)")
    }
    if let number = answer.number {
      say(
        answer.isUnchanged
          ? "study '\(study)' holds this as \(noun) \(number) already"
          : "stored in study '\(study)' as \(noun) \(number)")
    }
    if answer.isUndefined {
      throw Failure(.nothing, "nothing could be judged: see the column reason")
    }
  }
}
