import ArgumentParser
import Reporting
import Workflow

/// `reaction explain`: what a test or a model is, when to read it and when not.
struct Explain: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Explain tests and models: null, assumptions, formula, source, when to use them.",
    discussion: "With --format md the page docs/methods.md is written of everything.")

  @Argument(help: "Tests and models by name; without any, all of them.")
  var names: [String] = []

  @OptionGroup var output: OutputOptions

  func run() throws {
    let isEverything = names.isEmpty
    let tests = isEverything ? Workflow.testExplanations : []
    let others =
      isEverything
      ? Workflow.modelExplanations : try names.map { try Workflow.explanation(of: $0) }
    if output.isText {
      let style = output.destination.style
      let text = (tests + others).map { $0.text(style: style) }.joined(separator: "\n")
      return try output.destination.writing { try $0.write(text) }
    }
    if output.isMarkdown {
      let page = isEverything ? methodsPage(tests: tests, models: others) : markdown(others)
      return try output.destination.writing { try $0.write(page) }
    }
    try output.write(Explanation.table(tests + others))
  }

  private func markdown(_ explanations: [Explanation]) -> String {
    explanations.map(\.markdown).joined(separator: "\n")
  }

  private func methodsPage(tests: [Explanation], models: [Explanation]) -> String {
    """
    # Methods

    Written from the program's catalog by `reaction explain --format md`; `reaction explain NAME` \
    shows one entry.

    ## Return models

    \(markdown(models))
    ## Significance tests

    \(markdown(tests))
    """
  }
}
