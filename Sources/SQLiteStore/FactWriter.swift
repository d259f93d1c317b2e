import Foundation
import GRDB
import Registry
import Store
import Traffic

/// Writes a table's facts in one sorted pass a marginal: in key order, an upsert costs little more than an append.
struct FactWriter {
    let database: Database

    init(_ database: Database) {
        self.database = database
    }

    /// - Parameters:
    ///   - takesBack: whether sums may shrink: rows that reach zero go, and none may fall below.
    ///   - name: the source to name in an error.
    func write(_ table: TrafficTable, takesBack: Bool, name: String) throws {
        let sites = try siteIDs(table.sites.names)
        let agents = try ids(of: table.agents.names, in: "agent")
        let repositories = try ids(of: table.repositories.names, in: "repository")
        let tags = try ids(of: table.tags.names, in: "tag")

        let hours = zip(table.hours.keys, table.hours.values).map { key, value in
            [Int64(key.hour), sites[Int(key.site)]] + key.kind.numbers + [value.requests, value.bytes]
        }
        try upsert(hours, into: .hours, measures: ["requests", "bytes"])

        let images = zip(table.images.keys, table.images.values).map { key, value in
            [Int64(key.day), sites[Int(key.site)], repositories[Int(key.repository)], tags[Int(key.tag)]]
                + key.kind.numbers + [value.volume.requests, value.volume.bytes, value.first, value.last]
        }
        try upsert(images, into: .images, measures: ["requests", "bytes", "first", "last"])

        let activity = ["requests", "bytes", "served", "passed_on", "redirected", "first", "last"]
        let clients = zip(table.clients.keys, table.clients.values).map { key, value in
            [Int64(key.day), sites[Int(key.site)], Int64(bitPattern: key.client), agents[Int(key.agent)]]
                + value.numbers
        }
        try upsert(clients, into: .clients, measures: activity)

        let pairs = zip(table.pairs.keys, table.pairs.values).map { key, value in
            [Int64(key.day), sites[Int(key.site)], Int64(bitPattern: key.client), repositories[Int(key.repository)]]
                + value.numbers
        }
        try upsert(pairs, into: .pairs, measures: activity)

        let handoffs = zip(table.handoffs.keys, table.handoffs.values).map { key, value in
            [
                Int64(key.day), sites[Int(key.site)], Int64(bitPattern: key.client),
                repositories[Int(key.repository)], Int64(key.operation),
                value.redirected, value.followed, value.unknown, value.unknownPulls,
            ]
        }
        try upsert(handoffs, into: .handoffs, measures: ["redirected", "followed", "unknown", "unknown_pulls"])
        if takesBack { try removeZeros(onDaysOf: table, name: name) }
    }

    private func upsert(_ rows: [[Int64]], into marginal: Marginal, measures: [String]) throws {
        guard !rows.isEmpty else { return }
        let keys = marginal.columns.map(\.rawValue)
        let names = keys + measures
        let updates = measures.map { name in
            switch name {
            case "first": "first = min(first, excluded.first)"
            case "last": "last = max(last, excluded.last)"
            default: "\(name) = \(name) + excluded.\(name)"
            }
        }
        let statement = try database.makeStatement(
            sql: """
                INSERT INTO \(marginal.rawValue) (\(names.joined(separator: ", ")))
                VALUES (\(names.map { _ in "?" }.joined(separator: ", ")))
                ON CONFLICT DO UPDATE SET \(updates.joined(separator: ", "))
                """
        )
        let sorted = rows.sorted { $0.lexicographicallyPrecedes($1) }
        try statement.run(rows: sorted.flatMap(\.self))
    }

    private func removeZeros(onDaysOf table: TrafficTable, name: String) throws {
        let days = table.images.keys.map(\.day)
        guard let first = days.min(), let last = days.max() else { return }
        let hours = "hour BETWEEN \(Int64(first) * 24) AND \(Int64(last) * 24 + 23)"
        for marginal in Marginal.allCases where marginal != .handoffs {
            let rows = "\(marginal.rawValue) WHERE \(marginal == .hours ? hours : "day BETWEEN \(first) AND \(last)")"
            if try Int.fetchOne(database, sql: "SELECT 1 FROM \(rows) AND requests < 0 LIMIT 1") != nil {
                throw LedgerRule.cannotTakeBack(name)
            }
            try database.execute(sql: "DELETE FROM \(rows) AND requests = 0")
        }
        try database.execute(
            sql: """
                DELETE FROM handoffs WHERE day BETWEEN \(first) AND \(last)
                    AND redirected = 0 AND followed = 0 AND unknown = 0 AND unknown_pulls = 0
                """
        )
    }

    private func siteIDs(_ names: [SiteName]) throws -> [Int64] {
        try names.map { name in
            let values: StatementArguments = [
                name.host, name.pathPrefix, name.repositoryPrefix, name.vantage.rawValue,
            ]
            try database.execute(
                sql: """
                    INSERT OR IGNORE INTO site (host, path_prefix, repository_prefix, vantage)
                    VALUES (?, ?, ?, ?)
                    """,
                arguments: values
            )
            return try Int64.fetchOne(
                database,
                sql: """
                    SELECT id FROM site
                    WHERE host = ? AND path_prefix = ? AND repository_prefix = ? AND vantage = ?
                    """,
                arguments: values
            ) ?? 0
        }
    }

    private func ids(of names: [String], in table: String) throws -> [Int64] {
        let insert = try database.makeStatement(sql: "INSERT INTO \(table) (name) VALUES (CAST(? AS TEXT))")
        let select = try database.makeStatement(sql: "SELECT id FROM \(table) WHERE name = CAST(? AS TEXT)")
        return try names.map { name in
            // As bytes: as a text, a name would end at its first NUL.
            let bytes = Data(name.utf8)
            if let id = try Int64.fetchOne(select, arguments: [bytes]) { return id }
            try insert.execute(arguments: [bytes])
            return database.lastInsertedRowID
        }
    }
}

extension RequestKind {
    fileprivate var numbers: [Int64] { [Int64(operation), Int64(outcome), Int64(via), Int64(reference)] }
}

extension Activity {
    fileprivate var numbers: [Int64] {
        [seen.volume.requests, seen.volume.bytes, served, passedOn, redirected, seen.first, seen.last]
    }
}
