// Reads the closing prices of every series of a database on one thread, for the figure "bars read
// per CPU second" of docs/benchmarks.md: ReadCloses DATABASE
import MarketData
import Store

guard CommandLine.arguments.count == 2 else { fatalError("usage: ReadCloses DATABASE") }
let database = try ReactionDatabase(path: CommandLine.arguments[1], mode: .readOnly)
var (bars, sum) = (0, 0.0)
for symbol in try database.symbols() {
  guard let series = try database.bars(of: symbol, fields: [.close]) else { continue }
  bars += series.count
  sum += series[.close].last ?? 0
}
print("\(bars) closes; the last ones add up to \(sum)")
