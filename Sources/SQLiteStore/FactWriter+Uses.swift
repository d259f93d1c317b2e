import Store
import Traffic

extension FactWriter {
    /// Writes clients and pairs in one pass over the uses: those of one client stand side by side.
    func writeUses(_ entries: [Facts.Use], _ numbers: Numbers) throws {
        let (sites, repositories, agents) = (numbers.sites, numbers.repositories, numbers.agents)
        var clients = RowWriter(.clients, in: database)
        var pairs = RowWriter(.pairs, in: database)
        let order = SortedFacts.order(entries) { key in
            SortedFacts.Place(
                time: key.day,
                site: sites[Int(key.site)],
                UInt64(orderOf: key.client),
                UInt64(repositories[Int(key.repository)]) << 32 | UInt64(agents[Int(key.agent)])
            )
        }
        var byAgent: [(agent: Int64, activity: Activity)] = []
        var start = 0
        while start < order.count {
            let key = entries[Int(order[start])].key
            let (day, site, client) = (Int64(key.day), sites[Int(key.site)], Int64(bitPattern: key.client))
            byAgent.removeAll(keepingCapacity: true)
            var end = start
            while end < order.count, entries[Int(order[end])].key.isSameClient(as: key) {
                let repository = entries[Int(order[end])].key.repository
                var pair = entries[Int(order[end])].value
                byAgent.add(pair, under: agents[Int(entries[Int(order[end])].key.agent)])
                end += 1
                while end < order.count, entries[Int(order[end])].key.isSameClient(as: key),
                    entries[Int(order[end])].key.repository == repository
                {
                    pair += entries[Int(order[end])].value
                    byAgent.add(entries[Int(order[end])].value, under: agents[Int(entries[Int(order[end])].key.agent)])
                    end += 1
                }
                try pairs.write { row in
                    row.append(day)
                    row.append(site)
                    row.append(client)
                    row.append(repositories[Int(repository)])
                    row.append(pair)
                }
            }
            if byAgent.count > 1 { byAgent.sort { $0.agent < $1.agent } }
            for (agent, activity) in byAgent {
                try clients.write { row in
                    row.append(day)
                    row.append(site)
                    row.append(client)
                    row.append(agent)
                    row.append(activity)
                }
            }
            start = end
        }
        try clients.finish()
        try pairs.finish()
    }
}

extension UseKey {
    fileprivate func isSameClient(as other: UseKey) -> Bool {
        client == other.client && day == other.day && site == other.site
    }
}

extension [(agent: Int64, activity: Activity)] {
    /// A client has one or two user agents.
    fileprivate mutating func add(_ activity: Activity, under agent: Int64) {
        if let index = firstIndex(where: { $0.agent == agent }) {
            self[index].activity += activity
        } else {
            append((agent, activity))
        }
    }
}

extension [Int64] {
    fileprivate mutating func append(_ activity: Activity) {
        append(activity.seen.volume.requests)
        append(activity.seen.volume.bytes)
        append(activity.served)
        append(activity.passedOn)
        append(activity.redirected)
        append(activity.seen.first)
        append(activity.seen.last)
        append(activity.seen.volume.sessions)
        append(activity.seen.volume.complete)
        append(activity.refused)
    }
}
