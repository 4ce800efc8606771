extension DataTables {
  /// On which exchange the bars of a batch are traded and in which currency they are, as far as
  /// its import said.
  static let version5Market = """
    CREATE TABLE batch_market (
      batch INTEGER PRIMARY KEY REFERENCES batch (id) ON DELETE CASCADE,
      exchange TEXT,
      currency TEXT
    ) STRICT;
    """
}
