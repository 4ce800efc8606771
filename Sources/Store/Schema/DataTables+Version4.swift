extension DataTables {
  /// Calendars as a kind of batch, how the zone of an event's clock is known, what each import
  /// warned of, and events under the name and columns with which they are exported.
  ///
  /// A check cannot be changed, so the table of batches is written anew; foreign keys find it by
  /// its name.
  static let version4 = """
    CREATE TABLE batch_4 (
      id INTEGER PRIMARY KEY,
      kind TEXT NOT NULL CHECK (kind IN ('prices', 'events', 'factors', 'calendar')),
      source TEXT NOT NULL,
      list TEXT,
      byte_count INTEGER NOT NULL,
      sha256 TEXT NOT NULL,
      options TEXT NOT NULL,
      row_count INTEGER NOT NULL,
      series_count INTEGER NOT NULL,
      rejected_count INTEGER NOT NULL,
      imported_at TEXT NOT NULL,
      undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1))
    ) STRICT;
    INSERT INTO batch_4 SELECT * FROM batch ORDER BY id;
    DROP TABLE batch;
    ALTER TABLE batch_4 RENAME TO batch;
    CREATE INDEX batch_content ON batch (sha256);

    CREATE TABLE calendar (
      batch INTEGER PRIMARY KEY REFERENCES batch (id),
      code TEXT NOT NULL COLLATE NOCASE,
      time_zone TEXT NOT NULL
    ) STRICT;
    CREATE TABLE calendar_day (
      batch INTEGER NOT NULL REFERENCES calendar (batch) ON DELETE CASCADE,
      date INTEGER NOT NULL,
      open INTEGER,
      close INTEGER,
      note TEXT,
      PRIMARY KEY (batch, date),
      CHECK ((open IS NULL) = (close IS NULL))
    ) STRICT, WITHOUT ROWID;

    ALTER TABLE event ADD COLUMN zone_policy TEXT;

    CREATE TABLE batch_warning (
      batch INTEGER NOT NULL REFERENCES batch (id) ON DELETE CASCADE,
      position INTEGER NOT NULL,
      code TEXT NOT NULL,
      message TEXT NOT NULL,
      PRIMARY KEY (batch, position)
    ) STRICT, WITHOUT ROWID;

    CREATE VIEW event_list AS
    SELECT list, event_id, symbol,
      strftime('%Y-%m-%dT%H:%M:%S', event_date * 86400 + second, 'unixepoch')
        || iif(offset < 0, '-', '+') || printf('%02d:%02d', abs(offset) / 60, abs(offset) % 60)
        AS event_time,
      time_zone, date(event_date * 86400, 'unixepoch') AS event_date, event_group, title, market,
      zone_policy
    FROM (
      SELECT *, (event_date * 86400 + second - instant / 1000) / 60 AS offset
      FROM event ORDER BY id);
    """
}
