import MarketData

/// Something that can be set about a return model, at a value.
public struct ModelSetting: Hashable, Sendable {
  /// The key in the study file: `lags`.
  public let name: String
  /// A whole number from 0 on.
  public let value: Int

  /// A setting at a value.
  public init(name: String, value: Int) {
    self.name = name
    self.value = value
  }
}

/// A return model by its name, with what a study sets about it.
public struct ModelChoice: Hashable, Sendable, ExpressibleByStringLiteral {
  /// The model's name.
  public var id: ModelID
  /// What differs from the model's defaults.
  public var settings: [ModelSetting]

  /// A model with some settings.
  public init(_ id: ModelID, settings: [ModelSetting] = []) {
    self.id = id
    self.settings = settings
  }

  /// The named model at its defaults.
  public init(stringLiteral text: String) { self.init(ModelID(rawValue: text)) }

  /// The greatest value of a setting: more regressors than that no estimation window bears.
  static let largestSetting = 5

  func check(against model: any ReturnModel) throws(SpecProblem) {
    let known = model.settings.map(\.name)
    for setting in settings {
      guard known.contains(setting.name) else {
        throw SpecProblem(
          key: "model",
          "model '\(id.rawValue)' takes no '\(setting.name)'; "
            + (known.isEmpty ? "it has no settings" : "it takes \(known.joined(separator: ", "))"))
      }
      guard (0...Self.largestSetting).contains(setting.value) else {
        throw SpecProblem(
          key: "model",
          "\(setting.name): \(setting.value) is not between 0 and \(Self.largestSetting)"
        )
      }
    }
  }
}
