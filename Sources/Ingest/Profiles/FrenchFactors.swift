/// The files of Kenneth French's data library: a preamble in prose, a header whose first cell is
/// empty, percents by day (`yyyymmdd`), month (`yyyymm`) or year, then tables by year and a footer.
struct FrenchFactors: FactorProfile {
  let id = "french"
  let title = "Kenneth French's data library, in percent"

  func match(_ sample: Sample, _ options: ImportOptions) -> ProfileMatch? {
    guard let header = header(sample) else { return nil }
    let place = sample.rows[header].position
    return ProfileMatch(
      score: 90,
      evidence: "\(place) is a header with an empty first cell, and rows of yyyymmdd, yyyymm "
        + "or yyyy follow")
  }

  func layout(_ sample: Sample, _ options: ImportOptions) throws(ImportError) -> FactorLayout {
    guard let header = header(sample) else {
      throw .unrecognised(sample.name, kind: "factors")
    }
    return FactorLayout(
      factors: sample.rows[header].cells.dropFirst().map { $0.trimmingSpaces },
      headerCount: header + 1, isFrench: true, vintage: vintage(sample.rows[..<header]))
  }

  private func header(_ sample: Sample) -> Int? {
    zip(sample.rows, sample.rows.dropFirst()).enumerated().first { _, rows in
      let (header, next) = rows
      let date = (next.cells.first ?? "").trimmingSpaces
      return header.cells.count > 1 && header.cells[0].trimmingSpaces.isEmpty
        && header.cells.contains { !$0.isEmpty } && [4, 6, 8].contains(date.utf8.count)
        && date.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }?.offset
  }

  /// The month of `using the 202506 CRSP database`.
  private func vintage(_ preamble: ArraySlice<SampleText.Row>) -> String? {
    let words = preamble.flatMap(\.cells).joined(separator: " ").split(separator: " ")
    return zip(words, words.dropFirst()).first { word, next in
      next == "CRSP" && word.utf8.count == 6 && Int(word) != nil
    }.map { String($0.0) }
  }
}
