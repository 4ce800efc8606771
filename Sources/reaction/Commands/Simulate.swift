import ArgumentParser
import EventStudy
import Statistics
import Workflow

/// `reaction simulate`: the size and power of significance tests.
struct Simulate: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate",
    abstract: "Count how often tests reject on made-up markets: their size and power.",
    discussion: """
      Draws a market many times, puts events on it, runs the study and counts p-values at or below \
      the level. Without an effect every rejection is false: a rate whose exact 95% interval \
      excludes the level is marked oversized or undersized. With several effects the rates are the \
      power curve, and effect_at_80 is the smallest effect that 80% of the replicates find.

      Residuals have a daily deviation of 2% and share one common factor; effects are in such \
      deviations and fall on the event day. The same options give the same numbers on any number \
      of threads.

        reaction simulate --clustering 6x5
        reaction simulate --correlation 0 --clustering spread --effect 0,0.25,0.5,0.75,1
      """)

  @OptionGroup(title: "Events") var events: SimulatedEventOptions
  @OptionGroup(title: "Residuals") var residuals: SimulatedResidualOptions
  @OptionGroup(title: "Question") var question: SimulatedQuestionOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var messages: MessageOptions
  @OptionGroup var work: ThreadOptions

  func run() throws {
    var scenario = SimulationScenario()
    events.apply(to: &scenario)
    residuals.apply(to: &scenario)
    question.apply(to: &scenario)
    let line = PhaseLine(quiet: messages.quiet)
    let progress = WorkProgress()
    line.enter("simulating \(grouped(scenario.replicateCount)) replicates", progress)
    let result = try {
      defer { line.finish() }
      return try Workflow.simulate(scenario, threads: work.count, progress: progress)
    }()
    messages.say(SimulationText.sentence(scenario))
    try output.write(output.isText ? SimulationText.table(result) : result.table)
  }
}
