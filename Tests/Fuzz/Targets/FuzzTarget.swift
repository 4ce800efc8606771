/// A part of the program that must stand any bytes: it may refuse them, not crash, hang or
/// contradict itself.
public struct FuzzTarget: Sendable {
  /// The name of its folder of seeds.
  public let name: String
  /// Gives bytes to the part; stops the program when what it does is wrong.
  public let run: @Sendable ([UInt8]) -> Void

  /// Every target.
  public static let all: [FuzzTarget] = [
    FuzzTarget(name: "prices", run: fuzzPrices),
    FuzzTarget(name: "events", run: fuzzEvents),
    FuzzTarget(name: "factors", run: fuzzFactors),
    FuzzTarget(name: "number", run: fuzzNumber),
    FuzzTarget(name: "date", run: fuzzDate),
    FuzzTarget(name: "calendar", run: fuzzCalendar),
    FuzzTarget(name: "spec", run: fuzzSpec),
  ]
}
