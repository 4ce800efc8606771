extension Study {
  /// What the tests find in the first window for all events under the first model; no result
  /// tables are made.
  ///
  /// - Throws: `SpecProblem` when the model lacks a factor of the inputs.
  func outcomesOfFirstWindow(on inputs: StudyInputs) throws(SpecProblem) -> [Result<
    TestStatistic, Inapplicable
  >] {
    let aligned = AlignedStudy(spec, inputs, threads: 1)
    let fitted = try fit(
      models[0], aligned, StudyLayout(spec, aligned.instances), threads: 1)
    let groups = Groups(aligned, inputs, [fitted]).members(ofModelAt: 0)
    let evidence = tests.reduce(into: Evidence()) { $0.formUnion($1.evidence) }
    let context = GroupContext(
      fitted, aligned, spec, members: groups[0].events, evidence: evidence, threads: 1)
    let sample = Sample(context, windowAt: 0)
    return tests.map { test in
      Result { () throws(Inapplicable) in try test.evaluate(sample) }
    }
  }
}
