import GRDB
package import Store
import Traffic

extension SQLiteStore {
    package func commit(_ sources: [CountedSource]) throws(StoreError) -> [LedgerRow] {
        try write { database in
            var rows: [LedgerRow] = []
            var table = TrafficTable()
            var days = Set<Int32>()
            let writer = FactWriter(database)
            for source in sources {
                let (row, isNew) = try enter(source, in: database)
                rows.append(row)
                guard isNew else { continue }
                days.formUnion(source.days)
                try noteDays(of: source, in: database)
                if source.parts.isEmpty && sources.count > 1 {
                    table.fold(source.table)
                } else {
                    let used = try UsedNames(source.table, source.parts)
                    let numbers = try writer.numbers(of: source.table, used)
                    try writer.write(source.table.facts, numbers)
                    for part in source.parts { try writer.write(try part.read(), numbers) }
                }
            }
            try writer.write(table.facts, try writer.numbers(of: table, try UsedNames(table)))
            let takesBack = sources.contains { $0.replaces || $0.continues != nil }
            if takesBack { try writer.removeZeros(on: days, name: sources.last?.row.name ?? "") }
            return rows
        }
    }

    /// Enters one source in the ledger.
    /// - Returns: its row, and whether its facts are still to be written.
    private func enter(_ source: CountedSource, in database: Database) throws -> (LedgerRow, Bool) {
        guard let identity = source.row.identity else { return (source.row, false) }
        let known = try sourceID(of: identity, in: database)
        let settings = try known.flatMap {
            try String.fetchOne(database, sql: "SELECT settings FROM source WHERE id = ?", arguments: [$0])
        }
        let rule = try LedgerRule.rule(for: source, known: settings) { earlier throws(StoreError) in
            try atStore(source.row.name) { try latestSourceID(earlier, in: database) != nil }
        }
        try database.execute(sql: "DELETE FROM failed_source WHERE name = ?", arguments: [source.row.name])
        switch rule {
        case .alreadyIngested:
            guard let known else { break }
            return (try confirm(source, id: known, in: database), false)
        case .add:
            try save(source, id: nil, in: database)
        case .extend(let earlier):
            try save(source, id: try latestSourceID(earlier, in: database), in: database)
        case .restate:
            try save(source, id: known, in: database)
        }
        return (source.row, true)
    }

    /// Notes that a content was met again: under the same name its file's mark is remembered, to spare the next reading.
    private func confirm(_ source: CountedSource, id: Int64, in database: Database) throws -> LedgerRow {
        if let mark = source.mark {
            try database.execute(
                sql: """
                    UPDATE source SET file_size = ?, file_modified = ?, file_trailer = ?
                    WHERE id = ? AND name = ? AND length = ?
                    """,
                arguments: [
                    mark.size, mark.modified, Int64(bitPattern: mark.trailer), id, source.row.name,
                    source.row.identity?.length,
                ]
            )
        }
        let stored = try Row.fetchOne(database, sql: "SELECT * FROM source WHERE id = ?", arguments: [id])
        var row = stored.map(LedgerRow.init(stored:)) ?? source.row
        row.name = source.row.name
        row.status = .alreadyIngested
        return row
    }

    private func save(_ source: CountedSource, id: Int64?, in database: Database) throws {
        guard let identity = source.row.identity else { return }
        let lines = source.row.lines
        let values: [(String, (any DatabaseValueConvertible)?)] = [
            ("id", id), ("name", source.row.name), ("family", source.family), ("format", source.row.format),
            ("bytes_include_headers", source.row.bytesIncludeHeaders), ("can_grow", source.canGrow),
            ("length", identity.length),
            ("hash_high", Int64(bitPattern: identity.high)), ("hash_low", Int64(bitPattern: identity.low)),
            ("open_line", source.openLine), ("file_size", source.mark?.size), ("file_modified", source.mark?.modified),
            ("file_trailer", source.mark.map { Int64(bitPattern: $0.trailer) }), ("settings", source.settings),
            ("lines", lines.total), ("counted", lines.counted), ("unrelated", lines.unrelated),
            ("rejected", lines.rejected), ("skipped", lines.skipped), ("bytes_read", source.row.bytesRead),
            ("first_time", source.row.times?.lowerBound), ("last_time", source.row.times?.upperBound),
            ("ingested_at", source.row.ingestedAt),
        ]
        let names = values.map(\.0)
        try database.execute(
            sql: """
                INSERT INTO source (\(names.joined(separator: ", ")))
                VALUES (\(names.map { _ in "?" }.joined(separator: ", ")))
                ON CONFLICT DO UPDATE SET \(names.dropFirst().map { "\($0) = excluded.\($0)" }.joined(separator: ", "))
                """,
            arguments: StatementArguments(values.map(\.1))
        )
        let id = id ?? database.lastInsertedRowID
        try database.execute(
            sql: "INSERT OR IGNORE INTO identity VALUES (?, ?, ?, ?)",
            arguments: [identity.length, Int64(bitPattern: identity.high), Int64(bitPattern: identity.low), id]
        )
        try save(source.rejects, of: id, keepingEarlier: source.continues != nil && !source.replaces, in: database)
    }

    private func save(
        _ rejects: [RejectCount],
        of id: Int64,
        keepingEarlier: Bool,
        in database: Database
    ) throws {
        let earlier = keepingEarlier ? try self.rejects(of: id, in: database) : []
        try database.execute(sql: "DELETE FROM reject WHERE source = ?", arguments: [id])
        try database.execute(sql: "DELETE FROM reject_sample WHERE source = ?", arguments: [id])
        for reject in LedgerRule.merged(earlier, rejects) {
            try database.execute(
                sql: "INSERT INTO reject VALUES (?, ?, ?)",
                arguments: [id, reject.reason, reject.count]
            )
            for sample in reject.samples {
                try database.execute(
                    sql: "INSERT OR REPLACE INTO reject_sample VALUES (?, ?, ?, ?, ?)",
                    arguments: [id, reject.reason, sample.line, sample.byte, sample.text]
                )
            }
        }
    }

    private func noteDays(of source: CountedSource, in database: Database) throws {
        for day in source.days {
            try database.execute(
                sql: """
                    INSERT INTO day (day, read_at, changed_by) VALUES (?, ?, (SELECT number + 1 FROM version))
                    ON CONFLICT DO UPDATE SET read_at = max(read_at, excluded.read_at), forgotten = 0,
                        changed_by = excluded.changed_by
                    """,
                arguments: [day, source.row.ingestedAt]
            )
        }
    }
}
