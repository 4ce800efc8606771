/// Everything a study can name.
///
/// One line per entry; the order here is the order in lists, in help and in result tables.
public enum Catalog {
  /// The return models.
  public static let models: [any ReturnModel] = [
    Raw(),
    MeanAdjusted(),
    MarketAdjusted(),
    MarketModel(),
    CapitalAssetPricing(),
    FamaFrenchThree(),
    Carhart(),
    FamaFrenchFive(),
    FactorModel(),
    ScholesWilliams(),
    Dimson(),
    FowlerRorke(),
    HuberModel(),
    LeastAbsoluteDeviations(),
    TheilSen(),
    Garch(),
    ThresholdGarch(),
    ExponentialGarch(),
  ]

  /// The significance tests.
  public static let tests: [any SignificanceTest] = [
    CrossSectionalT(),
    BrownWarnerZ(),
    CrudeDependenceT(),
    PatellZ(),
    AdjustedPatellZ(),
    BoehmerMusumeciPoulsenT(),
    AdjustedBoehmerMusumeciPoulsenT(),
    SkewnessAdjustedT(),
    HallT(),
    SignZ(),
    GeneralizedSignZ(),
    AdjustedGeneralizedSignZ(),
    WilcoxonSignedRank(),
    CorradoZ(),
    CorradoZivneyRankZ(),
    CorradoZivneySignZ(),
    GeneralizedRankT(),
    GeneralizedRankZ(),
    AdjustedGeneralizedRankZ(),
    GeneralizedSignT(),
    JackknifeT(),
    PortfolioT(),
    ClusterT(),
    CalendarTimeT(),
    JointF(),
    HotellingT2(),
    SignFlip(),
    WildBootstrapT(),
    BootstrapInterval(),
    PlaceboDates(),
    BeaverZ(),
    CrossSectionalVarianceChi2(),
  ]

  /// The tests of single events.
  public static let eventTests: [any EventTest] = [
    AbnormalReturnT(),
    CumulativeAbnormalReturnT(),
    WindowF(),
    SampleQuantileTest(),
    SingleEventPermutation(),
    RinaudoSaha(),
    RealizedVariance(),
    JumpShare(),
  ]

  /// All tests: of samples, then of single events.
  public static var allTests: [any StatisticalTest] {
    tests.map { $0 as any StatisticalTest } + eventTests.map { $0 as any StatisticalTest }
  }

  /// The model of that name.
  public static func model(_ id: ModelID) throws(UnknownName) -> any ReturnModel {
    guard let model = models.first(where: { $0.id == id }) else {
      throw UnknownName(kind: "model", name: id.rawValue, known: models.map(\.id.rawValue))
    }
    return model
  }

  /// The test of that name, of a sample or of single events.
  public static func test(_ id: TestID) throws(UnknownName) -> any StatisticalTest {
    guard let test = allTests.first(where: { $0.id == id }) else {
      throw UnknownName(kind: "test", name: id.rawValue, known: allTests.map(\.id.rawValue))
    }
    return test
  }
}
