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

        try writeHours(table, sites)
        try writeImages(table, sites, repositories, tags)
        try writeUses(table, sites, repositories, agents)
        try writeHandoffs(table, sites, repositories)
        if takesBack { try removeZeros(onDaysOf: table, name: name) }
    }

    private func writeHours(_ table: TrafficTable, _ sites: [Int64]) throws {
        var writer = RowWriter(.hours, in: database)
        let entries = table.hours.entries
        let order = SortedFacts.order(entries) { key in
            SortedFacts.Place(time: key.hour, site: sites[Int(key.site)], key.kind.order, 0)
        }
        for index in order {
            let (key, value) = (entries[index].key, entries[index].value)
            try writer.write { row in
                row.append(Int64(key.hour))
                row.append(sites[Int(key.site)])
                row.append(key.kind)
                row.append(value)
            }
        }
        try writer.finish()
    }

    private func writeImages(
        _ table: TrafficTable,
        _ sites: [Int64],
        _ repositories: [Int64],
        _ tags: [Int64]
    ) throws {
        var writer = RowWriter(.images, in: database)
        let entries = table.images.entries
        let order = SortedFacts.order(entries) { key in
            SortedFacts.Place(
                time: key.day,
                site: sites[Int(key.site)],
                UInt64(repositories[Int(key.repository)]) << 32 | UInt64(tags[Int(key.tag)]),
                key.kind.order
            )
        }
        for index in order {
            let (key, value) = (entries[index].key, entries[index].value)
            try writer.write { row in
                row.append(Int64(key.day))
                row.append(sites[Int(key.site)])
                row.append(repositories[Int(key.repository)])
                row.append(tags[Int(key.tag)])
                row.append(key.kind)
                row.append(value.volume)
                row.append(value.first)
                row.append(value.last)
            }
        }
        try writer.finish()
    }

    private func writeHandoffs(_ table: TrafficTable, _ sites: [Int64], _ repositories: [Int64]) throws {
        var writer = RowWriter(.handoffs, in: database)
        let entries = table.handoffs.entries
        let order = SortedFacts.order(entries) { key in
            SortedFacts.Place(
                time: key.day,
                site: sites[Int(key.site)],
                UInt64(orderOf: key.client),
                UInt64(repositories[Int(key.repository)]) << 8 | UInt64(key.operation)
            )
        }
        for index in order {
            let (key, value) = (entries[index].key, entries[index].value)
            try writer.write { row in
                row.append(Int64(key.day))
                row.append(sites[Int(key.site)])
                row.append(Int64(bitPattern: key.client))
                row.append(repositories[Int(key.repository)])
                row.append(Int64(key.operation))
                row.append(value.redirected)
                row.append(value.followed)
                row.append(value.unknown)
                row.append(value.unknownPulls)
            }
        }
        try writer.finish()
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
    /// Its columns in one number, in their order.
    fileprivate var order: UInt64 {
        UInt64(operation) << 24 | UInt64(outcome) << 16 | UInt64(via) << 8 | UInt64(reference)
    }
}

extension [Int64] {
    fileprivate mutating func append(_ kind: RequestKind) {
        append(Int64(kind.operation))
        append(Int64(kind.outcome))
        append(Int64(kind.via))
        append(Int64(kind.reference))
    }

    fileprivate mutating func append(_ volume: Volume) {
        append(volume.requests)
        append(volume.bytes)
    }
}
