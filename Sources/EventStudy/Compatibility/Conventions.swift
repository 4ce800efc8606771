/// What another program computes in another way than this one.
struct Conventions: Sendable {
  /// A test in the form of that program.
  struct Form: Sendable {
    let test: TestID
    let variant: String
    /// How the form differs from the default one, as a phrase.
    let difference: String
  }

  /// The tests that take another form.
  let forms: [Form]
  /// How the program estimates dependence between events; `nil` when it does not.
  let dependence: StudySpec.Dependence?
  /// What the program does otherwise and a study does not follow, as a sentence.
  let remainder: String
}

extension StudySpec.Compatibility {
  /// The conventions that are followed; `nil` for this program's own.
  var conventions: Conventions? {
    switch self {
    case .none: nil
    case .estudy2: .estudy2
    case .eventstudy2: .eventstudy2
    case .sipemu: .sipemu
    case .estARC: .estARC
    }
  }
}
