extension DataTables {
  /// Imported events under the name and columns with which they are exported, and their list.
  static let version4 = """
    CREATE VIEW event_list AS
    SELECT list, event_id, symbol,
      strftime('%Y-%m-%dT%H:%M:%S', event_date * 86400 + second, 'unixepoch')
        || iif(offset < 0, '-', '+') || printf('%02d:%02d', abs(offset) / 60, abs(offset) % 60)
        AS event_time,
      time_zone, date(event_date * 86400, 'unixepoch') AS event_date, event_group, title, market
    FROM (
      SELECT *, (event_date * 86400 + second - instant / 1000) / 60 AS offset
      FROM event ORDER BY id);
    """
}
