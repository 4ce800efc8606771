/// The version of the program, stored with every result.
public enum Version {
  /// The version of this build.
  public static let current = "0.1.0"
}
