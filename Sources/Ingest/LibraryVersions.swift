import CLibCSV
import CZlib

/// The versions of the C libraries that reading files uses.
public enum LibraryVersions {
  /// The version of zlib that is loaded.
  public static var zlib: String { String(cString: zlibVersion()) }
  /// The version of libcsv that the program was built with.
  public static var libcsv: String { "\(CSV_MAJOR).\(CSV_MINOR).\(CSV_RELEASE)" }
}
