import Registry
import Store
package import Traffic

extension FactSheet {
    /// All facts of a table, its numbers replaced by names.
    package init(_ table: TrafficTable) {
        self.init()
        let sites = table.sites.names.map(\.inWords)
        let repositories = table.repositories.names
        for (key, value) in zip(table.hours.keys, table.hours.values) {
            add(.hours, ["\(key.hour)", sites[Int(key.site)]] + key.kind.names, SumRow(value))
        }
        for (key, value) in zip(table.images.keys, table.images.values) {
            let image = [repositories[Int(key.repository)], table.tags.names[Int(key.tag)]]
            add(.images, ["\(key.day)", sites[Int(key.site)]] + image + key.kind.names, SumRow(value))
        }
        for (key, value) in zip(table.clients.keys, table.clients.values) {
            let client = [hexadecimal(key.client), table.agents.names[Int(key.agent)]]
            add(.clients, ["\(key.day)", sites[Int(key.site)]] + client, SumRow(value))
        }
        for (key, value) in zip(table.pairs.keys, table.pairs.values) {
            let pair = [hexadecimal(key.client), repositories[Int(key.repository)]]
            add(.pairs, ["\(key.day)", sites[Int(key.site)]] + pair, SumRow(value))
        }
        for (key, value) in zip(table.handoffs.keys, table.handoffs.values) {
            let pair = [hexadecimal(key.client), repositories[Int(key.repository)]]
            let operation = Operation(rawValue: key.operation).map { "\($0)" } ?? "#\(key.operation)"
            add(.handoffs, ["\(key.day)", sites[Int(key.site)]] + pair + [operation], SumRow(value))
        }
        removeEmptyRows()
    }
}

extension RequestKind {
    fileprivate var names: [String] {
        [
            Operation(rawValue: operation).map { "\($0)" } ?? "#\(operation)",
            Outcome(rawValue: outcome).map { "\($0)" } ?? "#\(outcome)",
            Via(rawValue: via).map { "\($0)" } ?? "#\(via)",
            ReferenceKind(rawValue: reference).map { "\($0)" } ?? "#\(reference)",
        ]
    }
}

extension SumRow {
    fileprivate init(_ volume: Volume) {
        self.init()
        requests = volume.requests
        bytes = volume.bytes
        sessions = volume.sessions
        complete = volume.complete
    }

    fileprivate init(_ seen: SeenVolume) {
        self.init(seen.volume)
        first = seen.first
        last = seen.last
    }

    fileprivate init(_ activity: Activity) {
        self.init(activity.seen)
        served = activity.served
        passedOn = activity.passedOn
        redirected = activity.redirected
        refused = activity.refused
    }

    fileprivate init(_ handoff: Handoff) {
        self.init()
        redirected = handoff.redirected
        followed = handoff.followed
        unknown = handoff.unknown
        unknownPulls = handoff.unknownPulls
        unknownSessions = handoff.unknownSessions
        unknownComplete = handoff.unknownComplete
    }
}
