import GRDB
package import Store

extension SQLiteStore {
    package func start(name: String, family: String, mark: FileMark?) throws(StoreError) -> LedgerStart {
        try read { database in
            var start = LedgerStart()
            if let mark {
                let row = try Row.fetchOne(
                    database,
                    sql: """
                        SELECT * FROM source
                        WHERE name = ? AND file_size = ? AND file_modified = ? AND file_trailer = ?
                        """,
                    arguments: [name, mark.size, mark.modified, Int64(bitPattern: mark.trailer)]
                )
                start.unchanged = row.map { (LedgerRow(stored: $0), $0["settings"]) }
            }
            let growing = try Row.fetchAll(
                database,
                sql: "SELECT * FROM source WHERE family = ? AND can_grow",
                arguments: [family]
            )
            start.beginnings = growing.map { row in
                LedgerStart.Beginning(
                    identity: Identity(stored: row),
                    openLine: row["open_line"],
                    settings: row["settings"],
                    row: LedgerRow(stored: row)
                )
            }
            return start
        }
    }

    package func settings(of identity: Identity) throws(StoreError) -> String? {
        try read { database in
            guard let id = try sourceID(of: identity, in: database) else { return nil }
            return try String.fetchOne(database, sql: "SELECT settings FROM source WHERE id = ?", arguments: [id])
        }
    }

    package func note(failed rows: [LedgerRow]) throws(StoreError) {
        try write { database in
            for row in rows {
                try database.execute(
                    sql: "INSERT OR REPLACE INTO failed_source VALUES (?, ?, ?, ?, ?)",
                    arguments: [row.name, row.format, row.error ?? "", row.bytesRead, row.ingestedAt]
                )
            }
        }
    }

    package func ledger() throws(StoreError) -> [LedgerRow] {
        try remembered(.ledger) { database in
            let done = try Row.fetchAll(database, sql: "SELECT * FROM source").map(LedgerRow.init(stored:))
            let failed = try Row.fetchAll(database, sql: "SELECT * FROM failed_source").map { stored in
                var row = LedgerRow(name: stored["name"], status: .failed)
                row.format = stored["format"]
                row.error = stored["error"]
                row.bytesRead = stored["bytes_read"]
                row.ingestedAt = stored["failed_at"]
                return row
            }
            return (done + failed).sorted { $0.name < $1.name }
        }
    }

    package func rejects() throws(StoreError) -> [(source: String, reject: RejectCount)] {
        try read { database in
            try Row.fetchAll(database, sql: "SELECT id, name FROM source ORDER BY name, id").flatMap { row in
                let name: String = row["name"]
                return try rejects(of: row["id"], in: database).map { (name, $0) }
            }
        }
    }

    func rejects(of id: Int64, in database: Database) throws -> [RejectCount] {
        let samples = try Row.fetchAll(
            database,
            sql: "SELECT * FROM reject_sample WHERE source = ? ORDER BY reason, line",
            arguments: [id]
        )
        return try Row.fetchAll(
            database,
            sql: "SELECT * FROM reject WHERE source = ? ORDER BY reason",
            arguments: [id]
        ).map { row in
            let reason: String = row["reason"]
            return RejectCount(
                reason: reason,
                count: row["count"],
                samples: samples.filter { $0["reason"] == reason }.map {
                    RejectCount.Sample(line: $0["line"], byte: $0["byte"], text: $0["text"])
                }
            )
        }
    }

    /// The source that has, or once had, this content.
    func sourceID(of identity: Identity, in database: Database) throws -> Int64? {
        try Int64.fetchOne(
            database,
            sql: "SELECT source FROM identity WHERE length = ? AND hash_high = ? AND hash_low = ?",
            arguments: [identity.length, Int64(bitPattern: identity.high), Int64(bitPattern: identity.low)]
        )
    }

    /// The source whose latest state is this content.
    func latestSourceID(_ identity: Identity, in database: Database) throws -> Int64? {
        try Int64.fetchOne(
            database,
            sql: """
                SELECT id FROM source JOIN identity ON identity.source = source.id
                WHERE source.length = identity.length AND source.hash_high = identity.hash_high
                    AND source.hash_low = identity.hash_low
                    AND identity.length = ? AND identity.hash_high = ? AND identity.hash_low = ?
                """,
            arguments: [identity.length, Int64(bitPattern: identity.high), Int64(bitPattern: identity.low)]
        )
    }
}

extension Identity {
    fileprivate init(stored row: Row) {
        self.init(
            length: row["length"],
            high: UInt64(bitPattern: row["hash_high"]),
            low: UInt64(bitPattern: row["hash_low"])
        )
    }
}

extension LedgerRow {
    init(stored row: Row) {
        self.init(name: row["name"], status: .ingested)
        format = row["format"]
        bytesIncludeHeaders = row["bytes_include_headers"]
        identity = Identity(stored: row)
        lines.total = row["lines"]
        lines.counted = row["counted"]
        lines.unrelated = row["unrelated"]
        lines.rejected = row["rejected"]
        lines.skipped = row["skipped"]
        bytesRead = row["bytes_read"]
        if let first: Int64 = row["first_time"], let last: Int64 = row["last_time"], first <= last {
            times = first...last
        }
        ingestedAt = row["ingested_at"]
    }
}
