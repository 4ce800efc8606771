import MarketData

/// The names that columns of prices have, in the languages in which sources write them; compared
/// as `columnKey`.
enum PriceColumnNames {
  typealias Names = [(role: PriceLayout.Role, names: [String])]

  /// By role, the likelier name first.
  static let common: Names = [
    (
      .date,
      [
        "date", "timestamp", "datetime", "time", "observationdate", "tradedate", "tradingdate",
        "day", "windowstart", "caldt", "dlycaldt", "datadate", "pricedate", "gmttime", "localtime",
        "datetimeutc", "timestamputc", "dateutc", "timeutc", "utctime", "opentime", "month",
        "datum", "data", "fecha", "日付", "日期",
      ]
    ),
    (.clock, ["time", "timeofday", "uhrzeit", "zeit", "hora", "heure", "ora"]),
    (.symbol, ["symbol", "ticker", "sym", "instrument", "name"]),
    (
      .field(.open),
      [
        "open", "openprice", "openingprice", "pxopen", "eröffnung", "eröffnungskurs", "abertura",
        "apertura", "ouverture", "ouv", "始値", "开盘", "开盘价",
      ]
    ),
    (
      .field(.high),
      [
        "high", "highprice", "pxhigh", "höchst", "hoch", "tageshoch", "máxima", "máximo",
        "massimo", "plushaut", "高値", "最高", "最高价",
      ]
    ),
    (
      .field(.low),
      [
        "low", "lowprice", "pxlow", "tiefst", "tief", "tagestief", "mínima", "mínimo", "minimo",
        "minima", "plusbas", "安値", "最低", "最低价",
      ]
    ),
    (
      .field(.close),
      [
        "close", "price", "closeprice", "closingprice", "pxlast", "closelast", "adjustedcloseprice",
        "lastprice", "last", "schluss", "schlusskurs", "zuletzt", "último", "ultimo", "cierre",
        "fechamento", "chiusura", "dernier", "clôture", "終値", "收盘", "收盘价",
      ]
    ),
    (.field(.adjustedClose), ["adjustedclose", "adjclose", "adjcloseprice"]),
    (
      .field(.volume),
      [
        "volume", "vol", "pxvolume", "volumen", "umsatz", "stück", "quantità", "出来高", "成交量",
      ]
    ),
    (.action(.dividend), ["dividends", "dividend", "divcash", "dividendamount"]),
    (.action(.split), ["stocksplits", "splits", "splitfactor", "splitcoefficient"]),
  ]

  /// The names of CRSP's legacy files, whose prices are in `PRC`.
  static let crspLegacy: Names = [
    (.date, ["date", "caldt", "datadate"]), (.symbol, ["ticker", "tsymbol"]),
    (.field(.open), ["openprc"]), (.field(.high), ["askhi"]), (.field(.low), ["bidlo"]),
    (.field(.close), ["prc"]), (.field(.volume), ["vol"]),
  ]

  /// The names of CRSP's files of format 2.0 (CIZ), daily and monthly.
  static let crspCIZ: Names = [
    (.date, ["dlycaldt", "mthcaldt"]), (.symbol, ["ticker", "tradingsymbol"]),
    (.field(.open), ["dlyopen"]), (.field(.high), ["dlyhigh"]), (.field(.low), ["dlylow"]),
    (.field(.close), ["dlyprc", "mthprc"]), (.field(.volume), ["dlyvol", "mthvol"]),
    (.priceFlag, ["dlyprcflg", "mthprcflg"]),
  ]

  /// The field that a column of one of many series holds, by its name alone.
  static func field(_ name: String) -> Bars.Field? {
    let key = columnKey(name)
    for (role, names) in common {
      if case .field(let field) = role, names.contains(key) { return field }
    }
    return nil
  }

  /// Whether a name is one of a column of dates.
  static func isDate(_ name: String) -> Bool {
    common.contains { $0.role == .date && $0.names.contains(columnKey(name)) }
  }
}
