import Registry

/// The networks that clients are in: those of the lists where lists are known, else /24 and /48.
struct NetworkNames {
    private let table: NetworkTable?
    private let minimumGroup: Int

    init(_ scope: Scope) throws(QueryError) {
        table = scope.networks?.table
        minimumGroup = scope.clients.minimumGroup
        guard scope.clients.form.keepsAddresses, table != nil || scope.clients.mode <= .prefix else {
            throw QueryError(
                "Networks are told by addresses, which this store does not keep or show (privacy). Ask by image."
            )
        }
        try scope.requireClients()
    }

    func number(of client: Int64) -> Int64 {
        guard let table else { return UsedDays.network(of: client) }
        return Int64(table.number(of: Client(id: UInt64(bitPattern: client))))
    }

    /// That a client is in none of the lists tells nothing of it.
    func tellsNothing(_ number: Int64) -> Bool { table != nil && number == Int64(NetworkTable.unknown) }

    /// - Parameter number: nil: those of too few clients.
    func name(_ number: Int64?) -> String {
        guard let number else { return "(fewer than \(minimumGroup) clients)" }
        guard let table else { return Client(id: UInt64(bitPattern: number)).description(as: .prefix) }
        return tellsNothing(number) ? "unknown" : table.name(Int(number))
    }
}
