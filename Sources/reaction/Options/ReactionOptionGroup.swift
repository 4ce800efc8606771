public import ArgumentParser
import MarketData
public import Reactions

extension DirectionRule: ExpressibleByArgument {}

/// How reactions are measured.
struct ReactionOptionGroup: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "What decides the direction: gap, the sign of the first move; first, that of the first minutes; "
        + "given, --sign; ex-post, the side on which the price went further.", valueName: "rule"))
  var direction = DirectionRule.gap

  @Option(help: ArgumentHelp("The minutes of --direction first.", valueName: "n"))
  var firstMinutes = ReactionOptions().firstMinutes

  @Option(
    help: ArgumentHelp(
      "For --direction given: up, down, or the column of the event list that has the sign.",
      valueName: "sign"))
  var sign: String?

  @Option(
    help: ArgumentHelp(
      "Take the moves of this series out of the asset's, times its beta in the sessions before.",
      valueName: "symbol"))
  var benchmark: String?

  @Option(
    help: ArgumentHelp(
      "The most ordinary sessions to compare with, evenly spaced (default: all).", valueName: "n"))
  var placebo: Int?

  @Option(
    help: ArgumentHelp(
      "The sessions before and after an event that are not ordinary.", valueName: "n"))
  var distance = ReactionOptions().distance

  @Option(
    help: "daily or intraday (default: intraday where such bars show the reaction, else daily).")
  var resolution: Resolution?

  @Option(
    help: ArgumentHelp(
      "adjusted: restate the close before by adjusted closes, where there are any; or close.",
      valueName: "price"))
  var price = ReactionPrice.adjusted

  @Option(
    help: ArgumentHelp(
      "The sessions after the reaction's own over which the price may have gone on, rising.",
      valueName: "n,n,..."))
  var ahead = Horizons(ReactionOptions().horizons)

  @Option(
    help: ArgumentHelp(
      "The minutes of the parts of the day whose shares of its move are told.", valueName: "n"))
  var partMinutes = ReactionOptions().partMinutes

  func validate() throws {
    if !(1...1440).contains(partMinutes) {
      throw ValidationError("--part-minutes must be between 1 and 1440.")
    }
    if firstMinutes < 1 { throw ValidationError("--first-minutes must be at least 1.") }
    if let placebo, placebo < 1 { throw ValidationError("--placebo must be at least 1.") }
    if distance < 0 { throw ValidationError("--distance must be at least 0.") }
    if direction == .given, sign == nil {
      throw ValidationError("--direction given needs --sign up, --sign down or --sign COLUMN.")
    }
    if direction != .given, sign != nil {
      throw ValidationError("--sign belongs to --direction given.")
    }
  }

  /// The options that were given.
  var options: ReactionOptions {
    var options = ReactionOptions()
    options.rule = direction
    options.firstMinutes = firstMinutes
    options.given = sign.map { sign in
      Direction(rawValue: sign).map { .fixed($0) } ?? .column(sign)
    }
    options.benchmark = benchmark.map(Symbol.init(rawValue:))
    options.placeboCount = placebo
    options.distance = distance
    options.resolution = resolution
    options.horizons = ahead.sessions
    options.partMinutes = partMinutes
    options.usesAdjusted = price == .adjusted
    return options
  }
}

/// The close that overnight changes are measured from.
enum ReactionPrice: String, ExpressibleByArgument, CaseIterable {
  case adjusted, close
}

/// Numbers of sessions, rising: `1,5,10`.
struct Horizons: ExpressibleByArgument {
  let sessions: [Int]

  init(_ sessions: [Int]) { self.sessions = sessions }

  init?(argument: String) {
    let parts = argument.split(separator: ",", omittingEmptySubsequences: false).map { Int($0) }
    let numbers = parts.compactMap { $0 }
    guard numbers.count == parts.count, numbers.allSatisfy((1...250).contains),
      zip(numbers, numbers.dropFirst()).allSatisfy(<)
    else { return nil }
    sessions = numbers
  }

  /// As it is written on the command line.
  var defaultValueDescription: String {
    sessions.map(String.init).joined(separator: ",")
  }
}
