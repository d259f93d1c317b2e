-- Ebb's store, schema 1. Times are seconds, hours or days since 1970 in UTC.

-- Texts beside the facts: the configuration of the last ingest, the form of client numbers, settings by fingerprint.
CREATE TABLE text (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;

-- Grows by one with every transaction that an answer may show.
CREATE TABLE version (number INTEGER NOT NULL);
INSERT INTO version VALUES (0);

-- Dictionaries. They hold what the logs say; what it means is decided when a question is asked.
CREATE TABLE site (
    id INTEGER PRIMARY KEY,
    host TEXT NOT NULL,
    path_prefix TEXT NOT NULL,
    repository_prefix TEXT NOT NULL,
    vantage TEXT NOT NULL,
    UNIQUE (host, path_prefix, repository_prefix, vantage)
);
CREATE TABLE agent (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE repository (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE tag (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
INSERT INTO agent VALUES (0, '');
INSERT INTO repository VALUES (0, '');
INSERT INTO tag VALUES (0, '');

-- The ledger: one row a source, in its latest state.
CREATE TABLE source (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    family TEXT NOT NULL,
    format TEXT NOT NULL,
    -- Whether the log's bytes count response headers too.
    bytes_include_headers INTEGER NOT NULL,
    can_grow INTEGER NOT NULL,
    length INTEGER NOT NULL,
    hash_high INTEGER NOT NULL,
    hash_low INTEGER NOT NULL,
    -- Where the last line begins if no newline ends it, else the length.
    open_line INTEGER NOT NULL,
    file_size INTEGER,
    file_modified INTEGER,
    file_trailer INTEGER,
    settings TEXT NOT NULL,
    lines INTEGER NOT NULL,
    counted INTEGER NOT NULL,
    unrelated INTEGER NOT NULL,
    rejected INTEGER NOT NULL,
    skipped INTEGER NOT NULL,
    bytes_read INTEGER NOT NULL,
    first_time INTEGER,
    last_time INTEGER,
    ingested_at INTEGER NOT NULL
);
CREATE INDEX source_name ON source (name);
CREATE INDEX source_family ON source (family) WHERE can_grow;

-- Every content that was counted, the earlier states of growing sources included.
CREATE TABLE identity (
    length INTEGER NOT NULL,
    hash_high INTEGER NOT NULL,
    hash_low INTEGER NOT NULL,
    source INTEGER NOT NULL REFERENCES source (id),
    PRIMARY KEY (length, hash_high, hash_low)
) WITHOUT ROWID;

CREATE TABLE failed_source (
    name TEXT PRIMARY KEY,
    format TEXT NOT NULL,
    error TEXT NOT NULL,
    bytes_read INTEGER NOT NULL,
    failed_at INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE reject (
    source INTEGER NOT NULL REFERENCES source (id),
    reason TEXT NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (source, reason)
) WITHOUT ROWID;
CREATE TABLE reject_sample (
    source INTEGER NOT NULL REFERENCES source (id),
    reason TEXT NOT NULL,
    line INTEGER NOT NULL,
    byte INTEGER NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (source, reason, line)
) WITHOUT ROWID;

-- The facts: five views of the same requests, each with the same totals.
-- operation, outcome, via, reference: the numbers of the Registry room's enumerations.
CREATE TABLE hours (
    hour INTEGER NOT NULL,
    site INTEGER NOT NULL,
    operation INTEGER NOT NULL,
    outcome INTEGER NOT NULL,
    via INTEGER NOT NULL,
    reference INTEGER NOT NULL,
    requests INTEGER NOT NULL,
    bytes INTEGER NOT NULL,
    PRIMARY KEY (hour, site, operation, outcome, via, reference)
) WITHOUT ROWID;
CREATE TABLE images (
    day INTEGER NOT NULL,
    site INTEGER NOT NULL,
    repository INTEGER NOT NULL,
    tag INTEGER NOT NULL,
    operation INTEGER NOT NULL,
    outcome INTEGER NOT NULL,
    via INTEGER NOT NULL,
    reference INTEGER NOT NULL,
    requests INTEGER NOT NULL,
    bytes INTEGER NOT NULL,
    first INTEGER NOT NULL,
    last INTEGER NOT NULL,
    PRIMARY KEY (day, site, repository, tag, operation, outcome, via, reference)
) WITHOUT ROWID;
-- served, passed_on: manifests got by GET and served, or redirected; signatures excluded.
-- sessions: pulls by session, null where they were not counted.
CREATE TABLE clients (
    day INTEGER NOT NULL,
    site INTEGER NOT NULL,
    client INTEGER NOT NULL,
    agent INTEGER NOT NULL,
    requests INTEGER NOT NULL,
    bytes INTEGER NOT NULL,
    served INTEGER NOT NULL,
    passed_on INTEGER NOT NULL,
    redirected INTEGER NOT NULL,
    first INTEGER NOT NULL,
    last INTEGER NOT NULL,
    sessions INTEGER,
    PRIMARY KEY (day, site, client, agent)
) WITHOUT ROWID;
CREATE TABLE pairs (
    day INTEGER NOT NULL,
    site INTEGER NOT NULL,
    client INTEGER NOT NULL,
    repository INTEGER NOT NULL,
    requests INTEGER NOT NULL,
    bytes INTEGER NOT NULL,
    served INTEGER NOT NULL,
    passed_on INTEGER NOT NULL,
    redirected INTEGER NOT NULL,
    first INTEGER NOT NULL,
    last INTEGER NOT NULL,
    sessions INTEGER,
    PRIMARY KEY (day, site, client, repository)
) WITHOUT ROWID;
-- Redirects given at legacy, and requests at current that followed one or may have.
CREATE TABLE handoffs (
    day INTEGER NOT NULL,
    site INTEGER NOT NULL,
    client INTEGER NOT NULL,
    repository INTEGER NOT NULL,
    operation INTEGER NOT NULL,
    redirected INTEGER NOT NULL,
    followed INTEGER NOT NULL,
    unknown INTEGER NOT NULL,
    unknown_pulls INTEGER NOT NULL,
    PRIMARY KEY (day, site, client, repository, operation)
) WITHOUT ROWID;

-- The days on which there are facts: when the last source of each was read, whether its clients were forgotten since,
-- and the version that changed it last.
CREATE TABLE day (
    day INTEGER PRIMARY KEY,
    read_at INTEGER NOT NULL,
    forgotten INTEGER NOT NULL DEFAULT 0,
    changed_by INTEGER NOT NULL
);
