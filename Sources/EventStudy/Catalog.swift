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
  ]

  /// The significance tests.
  public static let tests: [any SignificanceTest] = [
    CrossSectionalT(),
    BrownWarnerZ(),
    CrudeDependenceT(),
    PatellZ(),
    BoehmerMusumeciPoulsenT(),
    SignZ(),
    GeneralizedSignZ(),
    WilcoxonSignedRank(),
  ]

  /// The model of that name.
  public static func model(_ id: ModelID) throws(UnknownName) -> any ReturnModel {
    guard let model = models.first(where: { $0.id == id }) else {
      throw UnknownName(kind: "model", name: id.rawValue, known: models.map(\.id.rawValue))
    }
    return model
  }

  /// The test of that name.
  public static func test(_ id: TestID) throws(UnknownName) -> any SignificanceTest {
    guard let test = tests.first(where: { $0.id == id }) else {
      throw UnknownName(kind: "test", name: id.rawValue, known: tests.map(\.id.rawValue))
    }
    return test
  }
}
