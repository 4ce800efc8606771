import ArgumentParser
import EventStudy

/// Which of a stored study's CARs a question is about.
struct CumulationOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "One window of the study, such as -1,1. (default: each of them)", valueName: "first,last"))
  var window: Window?

  @Option(help: ArgumentHelp("One model of the study. (default: each of them)", valueName: "id"))
  var model: String?
}
