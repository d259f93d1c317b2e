-- Ebb's store, schema 2: pulls by the definitions `session` and `complete`, which stand with the request that each begins
-- with; and refused: requests for manifests that were answered by 4xx. On days that were counted before, they are not known.

ALTER TABLE day ADD COLUMN has_sessions INTEGER NOT NULL DEFAULT 1;
UPDATE day SET has_sessions = 0;

ALTER TABLE hours ADD COLUMN sessions INTEGER NOT NULL DEFAULT 0;
ALTER TABLE hours ADD COLUMN complete INTEGER NOT NULL DEFAULT 0;
ALTER TABLE images ADD COLUMN sessions INTEGER NOT NULL DEFAULT 0;
ALTER TABLE images ADD COLUMN complete INTEGER NOT NULL DEFAULT 0;
ALTER TABLE clients DROP COLUMN sessions;
ALTER TABLE clients ADD COLUMN sessions INTEGER NOT NULL DEFAULT 0;
ALTER TABLE clients ADD COLUMN complete INTEGER NOT NULL DEFAULT 0;
ALTER TABLE clients ADD COLUMN refused INTEGER NOT NULL DEFAULT 0;
ALTER TABLE pairs DROP COLUMN sessions;
ALTER TABLE pairs ADD COLUMN sessions INTEGER NOT NULL DEFAULT 0;
ALTER TABLE pairs ADD COLUMN complete INTEGER NOT NULL DEFAULT 0;
ALTER TABLE pairs ADD COLUMN refused INTEGER NOT NULL DEFAULT 0;
ALTER TABLE handoffs ADD COLUMN unknown_sessions INTEGER NOT NULL DEFAULT 0;
ALTER TABLE handoffs ADD COLUMN unknown_complete INTEGER NOT NULL DEFAULT 0;
