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

    /// The store's numbers for those of a table.
    struct Numbers {
        var sites: [Int64]
        var agents: [Int64]
        var repositories: [Int64]
        var tags: [Int64]
    }

    /// The store's numbers for a table's names, which get one where they have none; 0 for those that are not used.
    func numbers(of table: TrafficTable, _ used: UsedNames) throws -> Numbers {
        Numbers(
            sites: try siteIDs(table.sites.names, used.sites),
            agents: try ids(of: table.agents.names, used.agents, in: "agent"),
            repositories: try ids(of: table.repositories.names, used.repositories, in: "repository"),
            tags: try ids(of: table.tags.names, used.tags, in: "tag")
        )
    }

    /// Adds facts to those in the store.
    func write(_ facts: Facts, _ numbers: Numbers) throws {
        try writeHours(facts.hours, numbers.sites)
        try writeImages(facts.images, numbers)
        try writeUses(facts.uses, numbers)
        try writeHandoffs(facts.handoffs, numbers)
    }

    private func writeHours(_ entries: [Facts.Hour], _ sites: [Int64]) throws {
        var writer = RowWriter(.hours, in: database)
        let order = SortedFacts.order(entries) { key in
            SortedFacts.Place(time: key.hour, site: sites[Int(key.site)], key.kind.order, 0)
        }
        for index in order {
            let (key, value) = (entries[Int(index)].key, entries[Int(index)].value)
            try writer.write { row in
                row.append(Int64(key.hour))
                row.append(sites[Int(key.site)])
                row.append(key.kind)
                row.append(value.requests)
                row.append(value.bytes)
                row.append(value.sessions)
                row.append(value.complete)
            }
        }
        try writer.finish()
    }

    private func writeImages(_ entries: [Facts.Image], _ numbers: Numbers) throws {
        let (sites, repositories, tags) = (numbers.sites, numbers.repositories, numbers.tags)
        var writer = RowWriter(.images, in: database)
        let order = SortedFacts.order(entries) { key in
            SortedFacts.Place(
                time: key.day,
                site: sites[Int(key.site)],
                UInt64(repositories[Int(key.repository)]) << 32 | UInt64(tags[Int(key.tag)]),
                key.kind.order
            )
        }
        for index in order {
            let (key, value) = (entries[Int(index)].key, entries[Int(index)].value)
            try writer.write { row in
                row.append(Int64(key.day))
                row.append(sites[Int(key.site)])
                row.append(repositories[Int(key.repository)])
                row.append(tags[Int(key.tag)])
                row.append(key.kind)
                row.append(value.volume.requests)
                row.append(value.volume.bytes)
                row.append(value.first)
                row.append(value.last)
                row.append(value.volume.sessions)
                row.append(value.volume.complete)
            }
        }
        try writer.finish()
    }

    private func writeHandoffs(_ entries: [Facts.Handoff], _ numbers: Numbers) throws {
        let (sites, repositories) = (numbers.sites, numbers.repositories)
        var writer = RowWriter(.handoffs, in: database)
        let order = SortedFacts.order(entries) { key in
            SortedFacts.Place(
                time: key.day,
                site: sites[Int(key.site)],
                UInt64(orderOf: key.client),
                UInt64(repositories[Int(key.repository)]) << 8 | UInt64(key.operation)
            )
        }
        for index in order {
            let (key, value) = (entries[Int(index)].key, entries[Int(index)].value)
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
                row.append(value.unknownSessions)
                row.append(value.unknownComplete)
            }
        }
        try writer.finish()
    }

    /// Drops rows that were taken back to nothing.
    ///
    /// - Parameters:
    ///   - days: those on which something was taken back; no row of theirs may have fallen below zero.
    ///   - name: the source to name in an error.
    func removeZeros(on days: Set<Int32>, name: String) throws {
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

    private func siteIDs(_ names: [SiteName], _ used: [Bool]) throws -> [Int64] {
        try zip(names, used).map { name, isUsed in
            guard isUsed else { return 0 }
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

    private func ids(of names: [String], _ used: [Bool], in table: String) throws -> [Int64] {
        let insert = try database.makeStatement(sql: "INSERT INTO \(table) (name) VALUES (CAST(? AS TEXT))")
        let select = try database.makeStatement(sql: "SELECT id FROM \(table) WHERE name = CAST(? AS TEXT)")
        return try zip(names, used).map { name, isUsed in
            guard isUsed else { return 0 }
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
}
