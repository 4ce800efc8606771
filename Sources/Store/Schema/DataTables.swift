/// The tables of imported data and the list of studies.
enum DataTables {
  static let version1 = """
    CREATE TABLE batch (
      id INTEGER PRIMARY KEY,
      kind TEXT NOT NULL CHECK (kind IN ('prices', 'events', 'factors')),
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
    CREATE INDEX batch_content ON batch (sha256);

    CREATE TABLE series (
      id INTEGER PRIMARY KEY,
      symbol TEXT NOT NULL,
      resolution TEXT NOT NULL CHECK (resolution IN ('daily', 'intraday')),
      UNIQUE (symbol, resolution)
    ) STRICT;

    -- Ids rise with the batches, so their order is the order in which later bars win. The columns
    -- that most studies read come first: the pages of those behind them are then not visited.
    CREATE TABLE segment (
      id INTEGER PRIMARY KEY,
      series INTEGER NOT NULL REFERENCES series (id),
      batch INTEGER NOT NULL REFERENCES batch (id),
      first_time INTEGER NOT NULL,
      last_time INTEGER NOT NULL,
      bar_count INTEGER NOT NULL,
      time BLOB NOT NULL,
      close BLOB,
      adjusted_close BLOB,
      open BLOB,
      high BLOB,
      low BLOB,
      volume BLOB
    ) STRICT;
    CREATE INDEX segment_series
      ON segment (series, id, batch, first_time, last_time, bar_count);

    CREATE TABLE event (
      id INTEGER PRIMARY KEY,
      batch INTEGER NOT NULL REFERENCES batch (id),
      list TEXT NOT NULL,
      event_id TEXT NOT NULL,
      symbol TEXT,
      event_date INTEGER NOT NULL,
      second INTEGER,
      time_zone TEXT,
      instant INTEGER,
      event_group TEXT,
      title TEXT,
      market TEXT,
      event_first INTEGER,
      event_last INTEGER,
      estimation_first INTEGER,
      estimation_last INTEGER,
      CHECK ((second IS NULL) = (time_zone IS NULL) AND (second IS NULL) = (instant IS NULL))
    ) STRICT;
    CREATE UNIQUE INDEX event_key ON event (list, event_id, ifnull(symbol, ''));
    CREATE INDEX event_batch ON event (batch);
    CREATE TABLE covariate (
      event INTEGER NOT NULL REFERENCES event (id) ON DELETE CASCADE,
      position INTEGER NOT NULL,
      name TEXT NOT NULL,
      value TEXT NOT NULL,
      PRIMARY KEY (event, position)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE factor_segment (
      id INTEGER PRIMARY KEY,
      batch INTEGER NOT NULL REFERENCES batch (id),
      factor_set TEXT NOT NULL,
      frequency TEXT NOT NULL CHECK (frequency IN ('daily', 'monthly', 'yearly')),
      vintage TEXT,
      first_date INTEGER NOT NULL,
      last_date INTEGER NOT NULL,
      row_count INTEGER NOT NULL,
      date BLOB NOT NULL
    ) STRICT;
    CREATE INDEX factor_segment_set ON factor_segment (factor_set);
    CREATE TABLE factor (
      segment INTEGER NOT NULL REFERENCES factor_segment (id) ON DELETE CASCADE,
      position INTEGER NOT NULL,
      name TEXT NOT NULL,
      value BLOB NOT NULL,
      PRIMARY KEY (segment, position)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE study (
      id INTEGER PRIMARY KEY,
      name TEXT NOT NULL,
      revision INTEGER NOT NULL,
      reference TEXT NOT NULL UNIQUE,
      fingerprint TEXT NOT NULL,
      created_at TEXT NOT NULL,
      UNIQUE (name, revision)
    ) STRICT;
    CREATE TABLE label (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE) STRICT;
    """
}
