/// The files of a workbook beside its sheets: what there is and how cells look.
struct WorkbookParts {
  let sheetNames: [String]

  private static let declaration =
    #"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"# + "\n"
  private static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
  private static let package = "http://schemas.openxmlformats.org/package/2006"
  private static let office =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  private static let content = "application/vnd.openxmlformats-officedocument.spreadsheetml"

  static func path(ofSheet position: Int) -> String { "xl/worksheets/sheet\(position + 1).xml" }

  /// Paths with their text, the list of contents first, as readers expect it.
  var files: [(path: String, text: String)] {
    [
      ("[Content_Types].xml", contentTypes), ("_rels/.rels", relations),
      ("xl/workbook.xml", workbook), ("xl/_rels/workbook.xml.rels", workbookRelations),
      ("xl/styles.xml", CellStyle.sheet),
    ]
  }

  private static func text(
    _ root: String, _ namespace: Markup.Attributes, _ body: (inout Markup) -> Void
  )
    -> String
  {
    var markup = Markup()
    markup.element(root, namespace, body)
    return declaration + markup.source
  }

  private var contentTypes: String {
    let sheets = sheetNames.indices.map { ("/" + Self.path(ofSheet: $0), "worksheet") }
    let parts = [("/xl/workbook.xml", "sheet.main"), ("/xl/styles.xml", "styles")] + sheets
    return Self.text("Types", ["xmlns": Self.package + "/content-types"]) { types in
      let relations = "application/vnd.openxmlformats-package.relationships+xml"
      types.empty("Default", ["Extension": "rels", "ContentType": relations])
      for (name, kind) in parts {
        types.empty(
          "Override", ["PartName": name, "ContentType": "\(Self.content).\(kind)+xml"])
      }
    }
  }

  private var relations: String {
    relations([("officeDocument", "xl/workbook.xml")])
  }

  private var workbookRelations: String {
    relations(
      sheetNames.indices.map { ("worksheet", "worksheets/sheet\($0 + 1).xml") }
        + [("styles", "styles.xml")])
  }

  private func relations(_ targets: [(kind: String, path: String)]) -> String {
    Self.text("Relationships", ["xmlns": Self.package + "/relationships"]) { relations in
      for (position, target) in targets.enumerated() {
        relations.empty(
          "Relationship",
          [
            "Id": "rId\(position + 1)", "Type": "\(Self.office)/\(target.kind)",
            "Target": target.path,
          ])
      }
    }
  }

  private var workbook: String {
    Self.text("workbook", ["xmlns": Self.main, "xmlns:r": Self.office]) { workbook in
      workbook.element("sheets") { sheets in
        for (position, name) in sheetNames.enumerated() {
          sheets.empty(
            "sheet",
            ["name": name, "sheetId": "\(position + 1)", "r:id": "rId\(position + 1)"])
        }
      }
    }
  }
}

/// How cells look: positions in the list of formats that ``sheet`` declares.
enum CellStyle {
  static let header = 1
  static let date = 2
  /// A text that a spreadsheet would run as a formula when its reader edits it.
  static let guarded = 3

  /// The styles of a workbook: the parts that are always there, two fonts, a format of dates.
  static let sheet = """
    <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
    <styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">\
    <numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts>\
    <fonts count="2"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font>\
    <font><b/><sz val="11"/><name val="Calibri"/><family val="2"/></font></fonts>\
    <fills count="2"><fill><patternFill patternType="none"/></fill>\
    <fill><patternFill patternType="gray125"/></fill></fills>\
    <borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>\
    <cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>\
    <cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>\
    <xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>\
    <xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>\
    <xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1"/></cellXfs>\
    <cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>\
    </styleSheet>
    """
}
