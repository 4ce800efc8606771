/// What a study does as another program does it.
extension Notices {
  /// One notice a test of the study that is not in its default form, then what is not followed.
  var conventions: [Notice] {
    let compatibility = study.spec.compatibility
    guard let conventions = compatibility.conventions else { return [] }
    let tests: [any StatisticalTest] = study.tests + study.eventTests
    let forms = conventions.forms.filter { form in
      tests.contains { $0.id == form.test && $0.variant == form.variant }
    }
    let deviations = forms.map { form in
      "\(form.test.rawValue) is in its form \(form.variant): \(form.difference)."
    }
    return (deviations + [dependence(conventions), conventions.remainder].compactMap { $0 }).map {
      Notice(
        code: "compat", severity: .info,
        message: "As \(compatibility.rawValue) does it (compat): " + $0)
    }
  }

  private func dependence(_ conventions: Conventions) -> String? {
    guard let dependence = conventions.dependence, dependence == study.spec.dependence else {
      return nil
    }
    return "dependence is \(dependence), whether or not events share dates."
  }
}
