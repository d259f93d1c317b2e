import GRDB
import Registry
package import Store

extension SQLiteStore {
    /// Every page that held a forgotten client is overwritten (`secure_delete`), the log of writes included.
    package func forgetClients(readBefore time: Int64) throws(StoreError) {
        let days: [Int32] = try read { database in
            try Int32.fetchAll(
                database,
                sql: "SELECT day FROM day WHERE read_at < ? AND NOT forgotten",
                arguments: [time]
            )
        }
        guard !days.isEmpty else { return }
        try write { database in
            for day in days { try forgetClients(of: day, in: database) }
        }
        try atStore(database.path) { _ = try database.writeWithoutTransaction { try $0.checkpoint(.truncate) } }
    }

    private func forgetClients(of day: Int32, in database: Database) throws {
        let mask = Int64(bitPattern: Client.forgotten(0).id)
        try database.execute(
            sql: """
                CREATE TEMP TABLE number AS
                WITH known AS (SELECT DISTINCT client FROM clients WHERE day = ? AND client >> 32 <> ?)
                SELECT client, row_number() OVER (ORDER BY random()) - 1 + ? + (
                    SELECT coalesce(max(client) + 1 - ?, 0) FROM clients WHERE day = ? AND client >> 32 = ?
                ) AS number FROM known
                """,
            arguments: [day, mask >> 32, mask, mask, day, mask >> 32]
        )
        try database.execute(sql: "CREATE UNIQUE INDEX temp.number_client ON number (client)")
        for marginal in [Marginal.clients, .pairs, .handoffs] {
            try database.execute(
                sql: """
                    UPDATE \(marginal.rawValue) SET client = (SELECT number FROM number WHERE number.client = \(marginal.rawValue).client)
                    WHERE day = ? AND client IN (SELECT client FROM number)
                    """,
                arguments: [day]
            )
        }
        try database.execute(sql: "DROP TABLE number")
        try database.execute(
            sql: "UPDATE day SET forgotten = 1, changed_by = (SELECT number + 1 FROM version) WHERE day = ?",
            arguments: [day]
        )
    }
}
