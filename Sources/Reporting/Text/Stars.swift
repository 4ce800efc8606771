/// The marks of significance beside a p-value.
public enum Stars {
  /// What the marks mean, printed wherever they are.
  public static let legend = "*** p<0.01  ** p<0.05  * p<0.10"

  /// The marks of a p-value; none for a missing one.
  public static func marks(_ p: Double?) -> String {
    guard let p, !p.isNaN else { return "" }
    return p < 0.01 ? "***" : p < 0.05 ? "**" : p < 0.10 ? "*" : ""
  }
}
